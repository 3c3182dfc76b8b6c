import type { OnApplicationShutdown } from '@nestjs/common';
import { ConfigError } from '@sitrep/config';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';

import { createDataSource, type PoolPurpose } from './data-source.js';
import { schemaIsCurrent } from './migrate-database.js';
import { sqlFailureOf } from './sql-failure.js';

/** What opening the database needs. */
export interface DatabaseOptions {
  readonly databaseUrl: string;
  /** Whose role only reads; left out: the same. */
  readonly readDatabaseUrl?: string | undefined;
  readonly writePoolSize: number;
  readonly readPoolSize: number;
  readonly writeTimeoutMs: number;
  readonly readTimeoutMs: number;
  /** Told about connections that break, and about waiting at the start. */
  readonly onWarning: (message: string, error: unknown) => void;
}

/** How a pool of connections is used at a moment. */
export interface PoolUse {
  readonly pool: PoolPurpose;
  readonly size: number;
  readonly used: number;
  readonly idle: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
}

const ATTEMPTS = 60;
const PAUSE_MS = 1_000;

/** Connections for background jobs: each holds one for its lead, and works with another. */
const BACKGROUND_POOL_SIZE = 12;

/** Pools apart: neither a page that somebody reads nor a background job takes a connection from the writing of sentences. */
export class Database implements OnApplicationShutdown {
  private closing: Promise<void> | undefined;

  private constructor(
    /** For a connection of one's own. */
    readonly url: string,
    readonly writer: DataSource,
    readonly reader: DataSource,
    readonly background: DataSource,
  ) {}

  /**
   * Connects; waits up to a minute for a database that is not up yet.
   *
   * @throws Error when the database is not to be had, or has not been migrated
   */
  static async open(options: DatabaseOptions): Promise<Database> {
    const writer = sourceOf(options, 'write', options.writePoolSize, options.writeTimeoutMs);
    const reader = sourceOf(options, 'read', options.readPoolSize, options.readTimeoutMs);
    const background = sourceOf(options, 'background', BACKGROUND_POOL_SIZE, options.writeTimeoutMs);
    const database = new Database(options.databaseUrl, writer, reader, background);
    try {
      await connect(writer, options.onWarning);
      await Promise.all([reader.initialize(), background.initialize()]);
      if (!(await schemaIsCurrent(writer))) {
        throw new ConfigError('The database has not been migrated to this version: run `npm run migrate` first.');
      }
      return database;
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  /** How the pools are used now. */
  poolUse(): readonly PoolUse[] {
    return [useOf('write', this.writer), useOf('read', this.reader), useOf('background', this.background)];
  }

  /** Waits for what is under way and closes all connections. Safe to call twice. */
  close(): Promise<void> {
    return (this.closing ??= this.closeAll());
  }

  /** For Nest: consumers have stopped by then. */
  async onApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private async closeAll(): Promise<void> {
    for (const source of [this.writer, this.reader, this.background]) if (source.isInitialized) await source.destroy();
  }
}

function useOf(pool: PoolUse['pool'], source: DataSource): PoolUse {
  // TypeORM hands the pool of its driver out as `any`.
  const { totalCount, idleCount, waitingCount, options } = (source.driver as PostgresDriver).master as Pool;
  return { pool, size: options.max, used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

function sourceOf(
  options: DatabaseOptions,
  purpose: PoolPurpose,
  size: number,
  statementTimeoutMs: number,
): DataSource {
  return createDataSource({
    databaseUrl: purpose === 'read' ? (options.readDatabaseUrl ?? options.databaseUrl) : options.databaseUrl,
    purpose,
    size,
    statementTimeoutMs,
    onError: (error) => options.onWarning('a connection to the database broke', error),
  });
}

async function connect(source: DataSource, onWarning: DatabaseOptions['onWarning']): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await source.initialize();
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || sqlFailureOf(error).kind !== 'transient') throw error;
      onWarning('the database is not up yet', error);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
