import { randomBytes } from 'node:crypto';

import { startTestStack } from '@sitrep/local-stack';
import pg from 'pg';

/** An empty database of a real Postgres, for one file of tests. */
export interface TestDatabase {
  readonly databaseUrl: string;
  /** Asks as somebody else: not through the pools that are tested. */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** Drops the database, whoever still uses it, and stops what was started. */
  stop(): Promise<void>;
}

/**
 * Makes a database of its own in the Postgres that DATABASE_URL names, or in one that it starts. No Kafka is started.
 *
 * @param env normally `process.env`
 */
export async function startTestDatabase(env: NodeJS.ProcessEnv): Promise<TestDatabase> {
  const stack = await startTestStack({ ...env, KAFKA_BROKERS: env['KAFKA_BROKERS'] ?? 'none:1' });
  const name = `sitrep_test_${randomBytes(6).toString('hex')}`;
  await once(stack.databaseUrl, `create database ${name}`);
  const url = new URL(stack.databaseUrl);
  url.pathname = `/${name}`;
  const client = await connected(url.href);
  return {
    databaseUrl: url.href,
    query: async <Row extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...parameters])).rows,
    stop: async () => {
      await client.end();
      await once(stack.databaseUrl, `drop database ${name} with (force)`);
      await stack.stop();
    },
  };
}

async function once(databaseUrl: string, sql: string): Promise<void> {
  const client = await connected(databaseUrl);
  await client.query(sql);
  await client.end();
}

async function connected(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  // A test may end the connections of everybody.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
