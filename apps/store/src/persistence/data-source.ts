import { Socket } from 'node:net';

import { DataSource, type DataSourceOptions } from 'typeorm';

import { ENTITIES } from './entities/index.js';
import { MIGRATIONS } from './migrations/index.js';

/** What a pool of connections is for. It stands in `pg_stat_activity`. */
export type PoolPurpose = 'write' | 'read' | 'background' | 'migrate';

/** How to reach the database. */
export interface PoolOptions {
  readonly databaseUrl: string;
  readonly purpose: PoolPurpose;
  /** Most connections. */
  readonly size: number;
  /** Longest run of one statement, in milliseconds. Left out: no limit. */
  readonly statementTimeoutMs?: number;
  /** Told of connections that break while nobody uses them. */
  readonly onError?: ((error: Error) => void) | undefined;
}

/** A lock is waited for less long than a statement may run, so that the one is never taken for the other. */
const LOCK_TIMEOUT_MS = 5_000;
const IDLE_IN_TRANSACTION_MS = 30_000;
const IDLE_MS = 10_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** Statements are planned for a disk that does not turn. Compiling one takes longer than any of ours may run. */
const PLANNER_OPTIONS = '-c jit=off -c random_page_cost=1.1';

/** Reading connections cannot write. */
const READ_OPTIONS = `${PLANNER_OPTIONS} -c default_transaction_read_only=on -c work_mem=16MB`;

/** A DataSource that is not connected yet. Never synchronises: the schema is what the migrations make it. */
export function createDataSource(options: PoolOptions): DataSource {
  return new DataSource(dataSourceOptions(options));
}

function dataSourceOptions({
  databaseUrl,
  purpose,
  size,
  statementTimeoutMs,
  onError,
}: PoolOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url: databaseUrl,
    entities: ENTITIES,
    migrations: [...MIGRATIONS],
    migrationsTableName: 'schema_migration',
    synchronize: false,
    installExtensions: false,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: `sitrep-store-${purpose}`,
    // Without a listener a broken idle connection ends the process.
    poolErrorHandler: onError ?? (() => undefined),
    extra: {
      max: size,
      keepAlive: true,
      ...(statementTimeoutMs !== undefined && timeouts(statementTimeoutMs)),
      options: purpose === 'read' ? READ_OPTIONS : PLANNER_OPTIONS,
    },
  };
}

function timeouts(statementTimeoutMs: number) {
  return {
    statement_timeout: statementTimeoutMs,
    lock_timeout: Math.min(LOCK_TIMEOUT_MS, statementTimeoutMs / 2),
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    idleTimeoutMillis: Math.min(IDLE_MS, statementTimeoutMs),
    stream: () => socketEndingAfterSilence(statementTimeoutMs * 1.5),
  };
}

/**
 * The server answers every statement within its timeout, if only with an error: longer silence means that there is
 * nobody at the other end any more, which TCP alone would notice after a quarter of an hour.
 */
function socketEndingAfterSilence(ms: number): Socket {
  const socket = new Socket();
  const silent = Object.assign(new Error(`The database has been silent for ${ms} ms`), { code: 'ETIMEDOUT' });
  socket.setTimeout(ms, () => socket.destroy(silent));
  return socket;
}
