import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { NODE_FLAGS } from '@sitrep/local-stack';

// Not the whole of @sitrep/testing: the bench runs outside of vitest.
import { eventually } from '../../libs/testing/src/eventually.js';

const root = join(import.meta.dirname, '../..');

/** The three services, as they are built. */
export type ServiceName = 'ingester' | 'classifier' | 'store';

/** One running service: the built one, configured by its environment only. */
export class ServiceProcess {
  private output = '';
  private address: string | undefined;

  private constructor(
    readonly name: ServiceName,
    private readonly child: ChildProcess,
  ) {
    const keep = (chunk: Buffer): void => {
      this.output = (this.output + chunk.toString()).slice(-20_000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }

  /** Starts it and waits until it says that it is ready. */
  static async start(name: ServiceName, environment: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const child = spawn(process.execPath, [...NODE_FLAGS, `dist/apps/${name}/src/main.js`], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        LOG_LEVEL: 'info',
        ...environment,
        // Any free one: of two that choose one before they listen, both may choose the same.
        [name === 'store' ? 'SITREP_PORT' : 'HEALTH_PORT']: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const service = new ServiceProcess(name, child);
    await service.ready();
    return service;
  }

  /** Ends it as a crash of the machine would: nothing is finished, nothing is said. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to end. @returns its exit code */
  async terminate(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** @returns the exit code once it ended by itself */
  async ended(): Promise<number | null> {
    if (!this.hasEnded) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  /** Where it answers. */
  get url(): string {
    if (this.address === undefined) throw new Error(`${this.name} has not started`);
    return this.address;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** The end of what it logged. */
  get log(): string {
    return this.output;
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended();
  }

  private async ready(): Promise<void> {
    const answer = async (): Promise<boolean> => {
      if (this.hasEnded) return true;
      this.address ??= /"url":"([^"]+)"[^\n]*"msg":"started"/.exec(this.output)?.[1];
      return (await fetch(`${this.url}/health/ready`)).ok;
    };
    await eventually(answer, Boolean);
    const { exitCode, signalCode } = this.child;
    if (this.hasEnded) throw new Error(`${this.name} ended with ${exitCode ?? signalCode}:\n${this.output}`);
  }

  private get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }
}
