import { randomBytes } from 'node:crypto';

import { startTestDatabase, type TestDatabase } from '@sitrep/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Database } from '../../src/persistence/database.js';
import { grantRoles } from '../../src/persistence/database-roles.js';
import { migrateDatabase } from '../../src/persistence/migrate-database.js';

const DENIED = '42501';
const READ_ONLY = '25006';

describe('the roles of the database', () => {
  let postgres: TestDatabase;
  const suffix = randomBytes(4).toString('hex');
  const urlOf = (role: string): string => {
    const url = new URL(postgres.databaseUrl);
    [url.username, url.password] = [`${role}_${suffix}`, 'it’s "secret"\\'];
    return url.href;
  };
  const clients: pg.Client[] = [];
  const connected = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
    return client;
  };
  let roles: Record<'migrator' | 'writer' | 'reader', pg.Client>;

  beforeAll(async () => {
    postgres = await startTestDatabase(process.env);
    const name = `migrator_${suffix}`;
    // No superuser: one who may make tables and roles.
    await postgres.query(`create role ${name} login createrole password 'it’s "secret"\\'`);
    await postgres.query(`grant create, usage on schema public to ${name} with grant option`);
    await postgres.query(`alter schema public owner to ${name}`);
    await migrateDatabase(urlOf('migrator'));
    const both = { writerUrl: urlOf('writer'), readerUrl: urlOf('reader') };
    await grantRoles(urlOf('migrator'), both);
    await grantRoles(urlOf('migrator'), both);
    roles = {
      migrator: await connected(urlOf('migrator')),
      writer: await connected(urlOf('writer')),
      reader: await connected(urlOf('reader')),
    };
  });
  afterAll(async () => {
    for (const client of clients) await client.end();
    await postgres.query(`drop owned by writer_${suffix}, reader_${suffix}, migrator_${suffix} cascade`);
    await postgres.query(`drop role writer_${suffix}, reader_${suffix}, migrator_${suffix}`);
    await postgres.stop();
  });

  /** SQLSTATE of the refusal; undefined: it was done. */
  const refusal = async (role: keyof typeof roles, sql: string): Promise<string | undefined> => {
    try {
      await roles[role].query(sql);
      return undefined;
    } catch (error) {
      return (error as { readonly code?: string }).code;
    }
  };

  it.each([
    'create table pwned (id integer)',
    'alter table sentence add column pwned integer',
    'drop table sentence',
    'truncate sentence',
    'create function pwned() returns integer language sql as $$ select 1 $$',
    'create schema pwned',
    'create role pwned',
    `insert into schema_migration (timestamp, name) values (1, 'pwned')`,
    'alter table correction disable trigger all',
    `copy (select 1) to program 'id'`,
    `copy sentence from program 'id'`,
    `copy (select 1) to '/tmp/pwned'`,
    `select pg_read_file('/etc/passwd')`,
    `select pg_ls_dir('/')`,
    `select lo_import('/etc/passwd')`,
    'select * from pg_authid',
    `alter system set log_statement = 'none'`,
  ])('neither the writer nor the reader may: %s', async (sql) => {
    expect(await refusal('writer', sql)).toBe(DENIED);
    expect([DENIED, READ_ONLY]).toContain(await refusal('reader', sql));
  });

  it('let the reader read, and change nothing, even where it asks to be let', async () => {
    expect(await refusal('reader', 'select * from sentence')).toBeUndefined();
    const write = `insert into model (version, shadow) values ('m', false)`;
    expect(await refusal('reader', write)).toBe(READ_ONLY);
    await roles.reader.query('set default_transaction_read_only = off');
    expect(await refusal('reader', write)).toBe(DENIED);
    expect((await roles.reader.query('show statement_timeout')).rows).toEqual([{ statement_timeout: '5s' }]);
  });

  it('hide from the reader what webhooks are signed with, and nothing else of them', async () => {
    expect(await refusal('reader', 'select secret from webhook')).toBe(DENIED);
    expect(await refusal('reader', 'select * from webhook')).toBe(DENIED);
    expect(await refusal('reader', 'select id, url, failures from webhook')).toBeUndefined();
    expect(await refusal('writer', 'select secret from webhook')).toBeUndefined();
  });

  it('reach tables of later migrations', async () => {
    await roles.migrator.query('create table later (id integer generated always as identity, note text)');
    expect(await refusal('writer', `insert into later (note) values ('x')`)).toBeUndefined();
    expect(await refusal('reader', 'select * from later')).toBeUndefined();
    expect(await refusal('writer', 'drop table later')).toBe(DENIED);
  });

  it('are all that the store needs', async () => {
    const store = await Database.open({
      databaseUrl: urlOf('writer'),
      readDatabaseUrl: urlOf('reader'),
      writePoolSize: 1,
      readPoolSize: 1,
      writeTimeoutMs: 5_000,
      readTimeoutMs: 5_000,
      onWarning: () => undefined,
    });
    const [who] = await store.reader.query<{ name: string }[]>('select current_user as name');
    expect(who?.name).toBe(`reader_${suffix}`);
    expect(await store.writer.query('select 1 as one')).toEqual([{ one: 1 }]);
    await store.close();
  });

  it('may be one and the same', async () => {
    await grantRoles(urlOf('migrator'), { writerUrl: urlOf('migrator'), readerUrl: urlOf('migrator') });
    expect(await refusal('migrator', 'create table mine (id integer)')).toBeUndefined();
  });
});
