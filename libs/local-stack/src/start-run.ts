import { join } from 'node:path';

import type { ConsoleReporter } from './console-reporter.js';
import { type DatabaseUrls, roleUrls } from './database-roles.js';
import type { LocalStack } from './local-stack.js';
import { LocalStackError } from './local-stack-error.js';
import { lastLines } from './log-file.js';
import { NODE_FLAGS } from './node-flags.js';
import { type RunningService, unexpectedEnd } from './services.js';
import type { StartOptions } from './start-options.js';
import { StoreApi } from './store-api.js';
import type { GuardedProcess } from './supervisor.js';

/** What a run of `npm start` is given. */
export interface StartContext {
  readonly options: StartOptions;
  readonly env: NodeJS.ProcessEnv;
  /** The checkout. */
  readonly root: string;
  readonly report: ConsoleReporter;
  /** Aborted when the person (or the system) wants it to end. */
  readonly signal: AbortSignal;
}

/** One run of `npm start`: what was started so far, which the next step builds on, and how it is stopped. */
export class StartRun {
  private starting: Promise<LocalStack> | undefined;
  private localStack: LocalStack | undefined;
  private running: readonly RunningService[] = [];
  private stopping = false;
  /** Opens everything of the store that was started. */
  adminKey = '';
  /** Of the article that was fed. */
  articleId = '';
  private fail: (error: unknown) => void = () => undefined;
  /** Rejects when a part ends that nobody stopped, and when the run is called off; never resolves. */
  readonly failure: Promise<never>;

  constructor(readonly context: StartContext) {
    this.failure = new Promise<never>((_, reject) => (this.fail = reject));
    this.failure.catch(() => undefined);
    const { signal } = context;
    signal.addEventListener('abort', () => this.fail(signal.reason), { once: true });
  }

  /** The Kafka and the Postgres in use. */
  get stack(): LocalStack {
    if (!this.localStack) throw new Error('The stack is not started yet');
    return this.localStack;
  }

  /** Takes over a stack that is being started: it is stopped with the run, even when the start is called off half way. */
  async adopt(starting: Promise<LocalStack>): Promise<void> {
    this.starting = starting;
    this.localStack = await starting;
    for (const server of this.localStack.servers) this.watch(server);
  }

  get services(): readonly RunningService[] {
    return this.running;
  }

  set services(services: readonly RunningService[]) {
    this.running = services;
    for (const { process } of services) this.watch(process);
  }

  /** The database for each role; one that was given is used as it was given. */
  get databaseUrls(): Partial<DatabaseUrls> {
    const { options } = this.context;
    return options.databaseUrl === undefined
      ? roleUrls(this.stack.databaseUrl)
      : { DATABASE_URL: this.stack.databaseUrl };
  }

  /** The API of the store that was started. */
  get store(): StoreApi {
    const store = this.running.find(({ process }) => process.name === 'store');
    if (!store) throw new Error('The store is not started yet');
    return new StoreApi(store.address, this.adminKey);
  }

  /**
   * Runs a program of ours (a path inside the checkout) to its end.
   *
   * @returns its output
   * @throws LocalStackError with its last words when it fails
   */
  async runProgram(program: string, args: readonly string[], purpose: string): Promise<string> {
    const { root, env, signal } = this.context;
    const { kafkaBrokers, supervisor } = this.stack;
    const { code, output } = await supervisor.run(process.execPath, [...NODE_FLAGS, join(root, program), ...args], {
      cwd: root,
      env: { ...env, KAFKA_BROKERS: kafkaBrokers, ...this.databaseUrls },
    });
    signal.throwIfAborted();
    if (code === 0) return output;
    for (const line of lastLines(output, 15)) this.context.report.line(`    ${line}`);
    throw new LocalStackError(
      `${purpose} failed: the reason is above; correct it, or begin anew with \`npm start -- --fresh\`.`,
    );
  }

  /** Stops the services, then Kafka, then Postgres, and says so. Resolves when no process is left. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { report } = this.context;
    const services = this.running.map(({ process }) => process).filter((process) => !process.exit());
    if (services.length > 0) await this.stopTogether(services);
    for (const server of this.localStack?.servers ?? []) if (!server.exit()) await this.stopTogether([server]);
    // A start that was called off stops what it started before it rejects.
    await this.starting?.catch(() => undefined);
    if (!this.localStack) return;
    await this.localStack.stop();
    report.done('Stopped', 'no process is left; the data is kept');
  }

  private async stopTogether(processes: readonly GuardedProcess[]): Promise<void> {
    const { report } = this.context;
    const names = processes.map(({ name }) => name).join(', ');
    report.doing('Stopping', names);
    await Promise.all(processes.map(async (process) => process.stop()));
    report.done('Stopped', names);
  }

  private watch(process: GuardedProcess): void {
    unexpectedEnd(process, () => this.stopping).catch(this.fail);
  }
}
