import { rmSync, writeFileSync } from 'node:fs';

import { type DataDirectory, forgetData, layoutOf, makeRoot, prepare } from './data-directory.js';
import { type PartContext, startKafka } from './kafka.js';
import { explainFileError } from './local-stack-error.js';
import { startPostgres } from './postgres.js';
import { StackLock } from './stack-lock.js';
import { type GuardedProcess, Supervisor } from './supervisor.js';

/** What to start, and where. */
export interface LocalStackOptions {
  /** Everything is kept here. One stack at a time. */
  readonly dataDirectory: string;
  /** The environment of the child processes, and where PATH, HOME, JAVA_HOME and XDG_CACHE_HOME are read from. */
  readonly env: NodeJS.ProcessEnv;
  /** A Kafka that runs already: none is started. */
  readonly kafkaBrokers?: string | undefined;
  /** A Postgres that runs already: none is started. */
  readonly databaseUrl?: string | undefined;
  /** Wanted ports; where one is taken, or 0, any free one is used. */
  readonly ports?: { readonly kafka: number; readonly postgres: number };
  /** Deletes the data of earlier starts first. */
  readonly fresh?: boolean;
  /** Told what begins, ends and takes long. */
  readonly onProgress?: (progress: StackProgress) => void;
  /** Ends a start that is under way: what was started is stopped, and the start rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A step of the start, for people. */
interface StackProgress {
  readonly part: 'Data' | 'Kafka' | 'Postgres';
  readonly state: 'doing' | 'ready';
  readonly detail: string;
}

/** A Kafka and a Postgres that run, wherever: all that a test needs to know. */
export interface TestStack {
  /** `host:port`, several separated by commas. */
  readonly kafkaBrokers: string;
  /** Holds the password: not for logs. */
  readonly databaseUrl: string;
  /** Stops what was started; resolves when nothing of it is left. Safe to call twice. */
  stop(): Promise<void>;
}

/** A Kafka and a Postgres that run as our child processes (or elsewhere, where they were given). */
export interface LocalStack extends TestStack {
  /** Where everything lies. */
  readonly directory: DataDirectory;
  /** The servers that were started here. */
  readonly servers: readonly GuardedProcess[];
  /** Starts further processes that end before Kafka and Postgres do, whatever happens to us. */
  readonly supervisor: Supervisor;
  /** Stops what was started after them, then Kafka, then Postgres; resolves when no process is left. Safe to call twice. */
  stop(): Promise<void>;
}

const ANY_PORTS = { kafka: 0, postgres: 0 };

/**
 * Starts a real Kafka and a real PostgreSQL as child processes, or uses those that are given.
 *
 * They never outlive this process: they are stopped by `stop()`, and by a guard when this process dies, even of
 * `kill -9`. When the start fails, what was started is stopped before the promise rejects.
 *
 * @throws LocalStackError with one sentence that says what to do
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const directory = layoutOf(options.dataDirectory);
  const tell = options.onProgress ?? (() => undefined);
  makeRoot(directory);
  const lock = await StackLock.take(directory.lock, (detail) => tell({ part: 'Data', state: 'doing', detail }));
  const supervisor: Supervisor = new Supervisor(directory.root, (running) =>
    lock.update(running, supervisor.guardPid()),
  );
  lock.update([], supervisor.guardPid());
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= stopAll(directory, supervisor, lock));
  // Whoever waits for a server sees it end, and nothing more can be started.
  const callOff = () => void stop();
  options.signal?.addEventListener('abort', callOff, { once: true });
  try {
    options.signal?.throwIfAborted();
    if (options.fresh) forgetData(directory);
    prepare(directory);
    const parts = await startParts(options, directory, supervisor);
    options.signal?.throwIfAborted();
    writeEnvironment(directory, parts);
    return { ...parts, directory, supervisor, stop };
  } catch (error) {
    await stop();
    options.signal?.throwIfAborted();
    throw explainFileError(error, directory.root);
  } finally {
    // Once it is up, its owner decides when it ends: what was started after it may have to end first.
    options.signal?.removeEventListener('abort', callOff);
  }
}

async function stopAll(directory: DataDirectory, supervisor: Supervisor, lock: StackLock): Promise<void> {
  await supervisor.close();
  rmSync(directory.environment, { force: true });
  lock.release();
}

type Parts = Pick<LocalStack, 'kafkaBrokers' | 'databaseUrl' | 'servers'>;

async function startParts(options: LocalStackOptions, at: DataDirectory, supervisor: Supervisor): Promise<Parts> {
  const ports = options.ports ?? ANY_PORTS;
  const tell = options.onProgress ?? (() => undefined);
  const context = (part: 'Kafka' | 'Postgres', port: number): PartContext => ({
    at,
    env: options.env,
    supervisor,
    port,
    onProgress: (detail) => tell({ part, state: 'doing', detail }),
  });
  const { kafkaBrokers, databaseUrl } = options;
  // Both at once; the first failure is told only when the other one has settled, so that nothing starts while we stop.
  const [kafka, postgres] = await Promise.allSettled([
    kafkaBrokers === undefined ? timed('Kafka', tell, startKafka(context('Kafka', ports.kafka))) : undefined,
    databaseUrl === undefined ? timed('Postgres', tell, startPostgres(context('Postgres', ports.postgres))) : undefined,
  ]);
  if (kafka.status === 'rejected') throw kafka.reason;
  if (postgres.status === 'rejected') throw postgres.reason;
  return {
    kafkaBrokers: kafkaBrokers ?? `127.0.0.1:${kafka.value?.port}`,
    databaseUrl: databaseUrl ?? postgres.value?.databaseUrl ?? '',
    servers: [kafka.value, postgres.value].flatMap((part) => part?.process ?? []),
  };
}

async function timed<Part extends { readonly port: number }>(
  part: 'Kafka' | 'Postgres',
  tell: (progress: StackProgress) => void,
  start: Promise<Part>,
): Promise<Part> {
  const began = performance.now();
  const started = await start;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  tell({ part, state: 'ready', detail: `127.0.0.1:${started.port}, ready in ${seconds} s` });
  return started;
}

function writeEnvironment(at: DataDirectory, { kafkaBrokers, databaseUrl }: Parts): void {
  const lines = [`KAFKA_BROKERS=${kafkaBrokers}`, `DATABASE_URL=${databaseUrl}`, ''];
  rmSync(at.environment, { force: true });
  writeFileSync(at.environment, lines.join('\n'), { mode: 0o600 });
}
