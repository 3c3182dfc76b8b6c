import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { type GuardOrder, type StopManner, type Watched, identityOf } from './guard-process.js';
import { rotateLog, tailOf } from './log-file.js';
import { type CommandOptions, type CommandResult, startCommand } from './run-command.js';

/** A process to start: what, where its output goes, and how it is stopped. */
export interface ProcessSpec extends StopManner {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  /** Standard output and error are written here, straight by the process, so that a dead starter loses nothing. */
  readonly logFile: string;
}

/** How a process ended. */
export interface ProcessExit {
  readonly name: string;
  readonly code: number | undefined;
  readonly signal: string | undefined;
  /** The end of its log. */
  readonly log: string;
}

/** A running process under the guard. */
export interface GuardedProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process has ended, whoever ended it; never rejects. */
  readonly ended: Promise<ProcessExit>;
  /** Undefined while it runs. */
  exit(): ProcessExit | undefined;
  /** Asks it to end, kills it after its grace, resolves when it is gone. Safe to call twice. */
  stop(): Promise<ProcessExit>;
}

const COMMAND_STOP: StopManner = { signal: 'SIGTERM', graceMs: 5_000 };

const guardFile = fileURLToPath(
  new URL(`./guard-process.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
);

/** Starts processes that can never outlive us: see guard-process.ts for what happens when this process is killed. */
export class Supervisor {
  private readonly running = new Map<number, { readonly watched: Watched; readonly stop: () => Promise<unknown> }>();
  private guard: ChildProcess;
  private closing: Promise<void> | undefined;

  /**
   * @param name shown in the guard's command line, so that a list of processes says whose guard it is
   * @param onChange told after each start and end of a process, with all that run, the first started first
   */
  constructor(
    private readonly name: string,
    private readonly onChange: (running: readonly Watched[]) => void,
  ) {
    this.guard = this.startGuard();
  }

  /** The guard's own process, so that others can wait until it has done its work. */
  guardPid(): number | undefined {
    return this.guard.pid;
  }

  /** Starts a process in a session of its own (a Ctrl-C in the terminal reaches us, not it) and guards it. */
  async start(spec: ProcessSpec): Promise<GuardedProcess> {
    this.refuseWhenClosing(spec.name);
    rotateLog(spec.logFile);
    const log = openSync(spec.logFile, 'a');
    const { command, args, cwd, uid, gid, env } = spec;
    const child = spawn(command, args, { cwd, uid, gid, env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    const { pid } = child;
    if (pid === undefined) throw await new Promise((resolve) => child.once('error', resolve));
    const guarded = new GuardedChild(spec, pid, child);
    this.watch(pid, spec, async () => guarded.stop());
    child.once('exit', () => this.forget(pid));
    return guarded;
  }

  /** Runs a short command to its end under the guard; {@link close} ends it early. See {@link startCommand}. */
  async run(command: string, args: readonly string[], options: CommandOptions): Promise<CommandResult> {
    this.refuseWhenClosing(command);
    const { child, result } = startCommand(command, args, options);
    const { pid } = child;
    if (pid === undefined) return result;
    this.watch(pid, { name: basename(command), ...COMMAND_STOP }, async () => {
      child.kill(COMMAND_STOP.signal);
      await result;
    });
    child.once('exit', () => this.forget(pid));
    return result;
  }

  /** Stops everything that still runs, one after the other, the last started first, and lets the guard go. */
  async close(): Promise<void> {
    return (this.closing ??= this.stopAll());
  }

  private async stopAll(): Promise<void> {
    for (const { stop } of [...this.running.values()].reverse()) await stop();
    const gone = new Promise((resolve) => this.guard.once('exit', resolve));
    this.guard.ref();
    this.guard.stdin?.end();
    if (this.guard.exitCode === null && this.guard.signalCode === null) await gone;
  }

  private watched(): readonly Watched[] {
    return [...this.running.values()].map(({ watched }) => watched);
  }

  private refuseWhenClosing(name: string): void {
    if (this.closing) throw new Error(`${name} is not started: everything is being stopped`);
  }

  private watch(
    pid: number,
    { name, signal, graceMs }: StopManner & { readonly name: string },
    stop: () => Promise<unknown>,
  ): void {
    const watched: Watched = { name, pid, identity: identityOf(pid), signal, graceMs };
    this.running.set(pid, { watched, stop });
    this.tell({ watch: watched });
    this.onChange(this.watched());
  }

  private forget(pid: number): void {
    this.running.delete(pid);
    this.tell({ forget: pid });
    this.onChange(this.watched());
  }

  private startGuard(): ChildProcess {
    const guard = spawn(process.execPath, ['--max-old-space-size=16', guardFile, this.name], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: {},
    });
    guard.unref();
    // A guard that died took its list along: the write fails, and the next one is given the list again.
    guard.stdin?.on('error', () => undefined);
    (guard.stdin as (Writable & { unref?: () => void }) | null)?.unref?.();
    guard.once('exit', () => {
      if (this.closing) return;
      this.guard = this.startGuard();
      for (const watched of this.watched()) this.tell({ watch: watched });
      this.onChange(this.watched());
    });
    return guard;
  }

  private tell(order: GuardOrder): void {
    if (this.guard.stdin?.writable) this.guard.stdin.write(`${JSON.stringify(order)}\n`);
  }
}

class GuardedChild implements GuardedProcess {
  readonly name: string;
  readonly logFile: string;
  readonly ended: Promise<ProcessExit>;
  private last: ProcessExit | undefined;

  constructor(
    private readonly spec: ProcessSpec,
    readonly pid: number,
    private readonly child: ChildProcess,
  ) {
    this.name = spec.name;
    this.logFile = spec.logFile;
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.last = {
          name: this.name,
          code: code ?? undefined,
          signal: signal ?? undefined,
          log: tailOf(this.logFile),
        };
        resolve(this.last);
      });
    });
  }

  exit(): ProcessExit | undefined {
    return this.last;
  }

  async stop(): Promise<ProcessExit> {
    if (this.last) return this.last;
    this.child.kill(this.spec.signal);
    const kill = setTimeout(() => this.child.kill('SIGKILL'), this.spec.graceMs);
    const exit = await this.ended;
    clearTimeout(kill);
    return exit;
  }
}
