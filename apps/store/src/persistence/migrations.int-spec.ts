import { startTestDatabase, type TestDatabase } from '@sitrep/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createDataSource } from './data-source.js';
import { Database } from './database.js';
import { migrateDatabase } from './migrate-database.js';
import { MIGRATIONS } from './migrations/index.js';

describe('migrating', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await startTestDatabase(process.env);
  });

  afterAll(() => database.stop());

  const open = () =>
    Database.open({
      databaseUrl: database.databaseUrl,
      writePoolSize: 1,
      readPoolSize: 1,
      writeTimeoutMs: 5_000,
      readTimeoutMs: 5_000,
      onWarning: () => undefined,
    });

  it('is asked for by a store that finds an empty database', async () => {
    await expect(open()).rejects.toThrow('run `npm run migrate` first');
  });

  it('is done once when several start at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(database.databaseUrl)));
    expect(all.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(await migrateDatabase(database.databaseUrl)).toEqual([]);
  });

  it('leaves the tables that the entities describe', async () => {
    const source = createDataSource({ databaseUrl: database.databaseUrl, purpose: 'migrate', size: 1 });
    await source.initialize();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('satisfies a store, whose reading connections cannot write', async () => {
    const store = await open();
    await expect(store.reader.query(`insert into model (version, shadow) values ('m', false)`)).rejects.toThrow(
      'read-only transaction',
    );
    await store.close();
    await store.close();
  });

  it('can be taken back', async () => {
    const source = createDataSource({ databaseUrl: database.databaseUrl, purpose: 'migrate', size: 1 });
    await source.initialize();
    for (const _ of MIGRATIONS) await source.undoLastMigration({ transaction: 'each' });
    await source.destroy();
    const tables = await database.query<{ tablename: string }>(
      `select tablename from pg_tables where schemaname = 'public' order by tablename`,
    );
    expect(tables.map(({ tablename }) => tablename)).toEqual(['schema_migration', 'typeorm_metadata']);
    expect(await migrateDatabase(database.databaseUrl)).toHaveLength(MIGRATIONS.length);
  });
});
