import type { DataSource, QueryRunner } from 'typeorm';

import { createDataSource } from './data-source.js';
import { MIGRATIONS } from './migrations/index.js';

/** Names the lock among the advisory locks of the database: "sitr" and "migr" in ASCII. */
const LOCK = [0x73697472, 0x6d696772] as const;
const POLL_MS = 200;
/** One connection holds the lock, another one migrates. */
const CONNECTIONS = 2;

/**
 * Brings the database to the newest schema. Safe when several start at once: one migrates, the others wait for it and
 * find nothing to do.
 *
 * @returns the names of the migrations that were run, the oldest first
 */
export async function migrateDatabase(databaseUrl: string): Promise<readonly string[]> {
  if (MIGRATIONS.length === 0) throw new Error('This build has no migrations: it is not complete.');
  const dataSource = createDataSource({ databaseUrl, purpose: 'migrate', size: CONNECTIONS });
  await dataSource.initialize();
  try {
    return await underLock(dataSource, async () => {
      const done = await dataSource.runMigrations({ transaction: 'each' });
      return done.map(({ name }) => name);
    });
  } finally {
    await dataSource.destroy();
  }
}

/** The migrations of this build that the database has not had, the oldest first. */
export async function pendingMigrations(query: (sql: string) => Promise<unknown>): Promise<readonly string[]> {
  // Not showMigrations(): that would create its table where there is none, and we may lack the right.
  const [table] = (await query(`select to_regclass('schema_migration') is not null as found`)) as { found: boolean }[];
  const done = table?.found === true ? ((await query('select name from schema_migration')) as { name: string }[]) : [];
  const names = new Set(done.map(({ name }) => name));
  return MIGRATIONS.map((migration) => migration.name).filter((name) => !names.has(name));
}

/** Whether the database has every migration of this build. */
export async function schemaIsCurrent(dataSource: DataSource): Promise<boolean> {
  return (await pendingMigrations((sql) => dataSource.query(sql))).length === 0;
}

async function underLock<Result>(dataSource: DataSource, act: () => Promise<Result>): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  try {
    await takeLock(runner);
    try {
      return await act();
    } finally {
      await runner.query('select pg_advisory_unlock($1, $2)', [...LOCK]);
    }
  } finally {
    await runner.release();
  }
}

/** Tries again and again: a session that waits inside a statement would block CREATE INDEX CONCURRENTLY for ever. */
async function takeLock(runner: QueryRunner): Promise<void> {
  for (;;) {
    const [row] = (await runner.query('select pg_try_advisory_lock($1, $2) as taken', [...LOCK])) as {
      taken: boolean;
    }[];
    if (row?.taken === true) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
