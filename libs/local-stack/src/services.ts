import { join } from 'node:path';

import type { DatabaseUrls } from './database-roles.js';
import { LocalStackError } from './local-stack-error.js';
import { NODE_FLAGS } from './node-flags.js';
import { freePort } from './ports.js';
import { StoreApi } from './store-api.js';
import type { GuardedProcess, ProcessExit, Supervisor } from './supervisor.js';

const STOP_WITHIN_MS = 25_000;
const READY_WITHIN_MS = 60_000;
const POLL_MS = 50;

/** What the services are started with. */
export interface ServicesContext {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly kafkaBrokers: string;
  readonly databaseUrls: Partial<DatabaseUrls>;
  /** The key that the store takes for an admin's. */
  readonly adminKey: string;
  readonly storePort: number;
  readonly logs: string;
  readonly supervisor: Supervisor;
}

/** A service that runs, and where it says how it is. */
export interface RunningService {
  readonly process: GuardedProcess;
  readonly address: string;
}

/** The services, in the order in which an article meets them. */
const services = ['ingester', 'classifier', 'store'] as const;

/** Starts the three services, each configured by its environment only; they are not ready yet. */
export async function startServices(context: ServicesContext): Promise<readonly RunningService[]> {
  const running: RunningService[] = [];
  const given = [context.storePort];
  for (const name of services) {
    const port = name === 'store' ? context.storePort : await freePort(given);
    given.push(port);
    running.push({ process: await startService(context, name, port), address: `http://127.0.0.1:${port}` });
  }
  return running;
}

async function startService(
  context: ServicesContext,
  name: (typeof services)[number],
  port: number,
): Promise<GuardedProcess> {
  const { root, env, kafkaBrokers, databaseUrls, adminKey, logs, supervisor } = context;
  return supervisor.start({
    name,
    command: process.execPath,
    args: [...NODE_FLAGS, join(root, 'dist', 'apps', name, 'src', 'main.js')],
    cwd: root,
    env: {
      ...env,
      // Some shells export HOST as the machine's name; and one group for all services would part their topics.
      HOST: '127.0.0.1',
      SITREP_GROUP_ID: undefined,
      KAFKA_BROKERS: kafkaBrokers,
      ...(name === 'store'
        ? { ...databaseUrls, MIGRATE_DATABASE_URL: undefined, ADMIN_KEY: adminKey, SITREP_PORT: String(port) }
        : { HEALTH_PORT: String(port) }),
    },
    logFile: join(logs, `${name}.log`),
    signal: 'SIGTERM',
    graceMs: STOP_WITHIN_MS,
  });
}

/**
 * Resolves when a service says that it can do its work.
 *
 * @throws LocalStackError when it takes too long; a service that ends is seen by {@link unexpectedEnd}
 */
export async function untilServiceReady(
  { process: { name, logFile }, address }: RunningService,
  signal: AbortSignal,
): Promise<void> {
  for (const until = Date.now() + READY_WITHIN_MS; !(await StoreApi.isReady(address));) {
    signal.throwIfAborted();
    if (Date.now() > until) {
      throw new LocalStackError(
        `The ${name} was not ready after ${READY_WITHIN_MS / 1000} s: look into ${logFile}, then start again.`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Rejects when a process ends although nobody stopped it; never resolves. */
export async function unexpectedEnd(running: GuardedProcess, isStopping: () => boolean): Promise<never> {
  const exit = await running.ended;
  if (isStopping()) return new Promise<never>(() => undefined);
  throw new ProcessEnded(exit, running.logFile);
}

/** A part that ended by itself while it was needed. */
export class ProcessEnded extends LocalStackError {
  constructor(
    readonly exit: ProcessExit,
    readonly logFile: string,
  ) {
    const how = exit.signal === undefined ? `ended with exit code ${exit.code}` : `was ended by ${exit.signal}`;
    super(`${exit.name} ${how}, so everything was stopped: the end of its log is above, all of it in ${logFile}.`);
  }
}
