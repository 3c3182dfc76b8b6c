/**
 * The guard: a small process of its own that outlives a starter which was killed, and stops what the starter left behind.
 *
 * Node cannot ask Linux to end a child with its parent, so the starter keeps a pipe to this process open. When the pipe
 * ends (the starter exited, crashed or got `kill -9`) every process still on the list is stopped, the last started first.
 *
 * Node runs this file as it is (types are stripped): it must not import anything of ours.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** How a process is stopped: the signal asked with, and how long it may take before it is killed. */
export interface StopManner {
  readonly signal: 'SIGINT' | 'SIGTERM';
  readonly graceMs: number;
}

/** One process under guard. `identity` tells it from a later process that happens to get the same pid. */
export interface Watched extends StopManner {
  /** For people who read the lock file. */
  readonly name: string;
  readonly pid: number;
  readonly identity: string | undefined;
}

/** What the starter writes to the guard, one JSON document a line. */
export type GuardOrder = { readonly watch: Watched } | { readonly forget: number };

const POLL_MS = 50;

/**
 * What tells one process from a later one with the same pid: its start time as the system gives it.
 *
 * @returns undefined when there is no such process (a zombie counts as gone)
 */
export function identityOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
    }
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in brackets, may hold spaces: fields are counted from the last bracket (proc_pid_stat(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** True while exactly this process runs, not another one that got its pid. */
export function isRunning({ pid, identity }: Pick<Watched, 'pid' | 'identity'>): boolean {
  return identity !== undefined && identityOf(pid) === identity;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself between the look and the signal.
  }
}

async function goneWithin(watched: Watched, ms: number): Promise<boolean> {
  for (const until = Date.now() + ms; isRunning(watched);) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return true;
}

/** Stops a process that is not a child of ours: asks, waits, and kills it when it does not listen. */
export async function stopByPid(watched: Watched): Promise<void> {
  if (!isRunning(watched)) return;
  send(watched.pid, watched.signal);
  if (await goneWithin(watched, watched.graceMs)) return;
  send(watched.pid, 'SIGKILL');
  await goneWithin(watched, 5_000);
}

async function main(): Promise<void> {
  // The guard ends when its work is done, not with the terminal or the process group of the starter.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  const watched = new Map<number, Watched>();
  for await (const line of createInterface({ input: process.stdin })) {
    const order = JSON.parse(line) as GuardOrder;
    if ('watch' in order) watched.set(order.watch.pid, order.watch);
    else watched.delete(order.forget);
  }
  for (const each of [...watched.values()].reverse()) await stopByPid(each);
}

if (import.meta.main) await main();
