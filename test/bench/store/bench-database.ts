import { chmod, mkdir } from 'node:fs/promises';

import { type LocalStack, startLocalStack } from '@sitrep/local-stack';
import pg from 'pg';

import { migrateDatabase } from '../../../apps/store/src/persistence/migrate-database.js';
import { seed, SEED_VERSION } from './seed.js';

/** Databases that are kept between runs, in a Postgres of their own. */
export class BenchDatabases {
  private constructor(
    private readonly stack: LocalStack,
    private readonly tell: (progress: string) => void,
  ) {}

  /** @param directory where the data stays */
  static async open(directory: string, tell: (progress: string) => void): Promise<BenchDatabases> {
    await mkdir(directory, { recursive: true });
    await chmod(directory, 0o755);
    const stack = await startLocalStack({
      dataDirectory: directory,
      env: process.env,
    });
    return new BenchDatabases(stack, tell);
  }

  /** A database with so many sentences, made now or in an earlier run, and brought to the newest schema. */
  async seeded(rows: number): Promise<string> {
    const name = `seeded_${rows}`;
    if ((await this.seedVersion(name)) !== SEED_VERSION) {
      this.tell(`Seeding ${rows.toLocaleString('en')} sentences; they are kept for the next run.`);
      const url = await this.empty(name);
      await withClient(url, (client) => seed(client, rows, this.tell));
      return url;
    }
    this.tell('Bringing the tables to the newest schema.');
    await migrateDatabase(this.urlOf(name));
    return this.urlOf(name);
  }

  /** A migrated database without rows; one of the same name is dropped first. */
  async empty(name: string): Promise<string> {
    await withClient(this.stack.databaseUrl, async (client) => {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(`create database ${name}`);
    });
    await migrateDatabase(this.urlOf(name));
    return this.urlOf(name);
  }

  /** Of the Kafka beside it: a store does not start without one. */
  get kafkaBrokers(): string {
    return this.stack.kafkaBrokers;
  }

  /** Ends the servers; the databases stay. */
  stop(): Promise<void> {
    return this.stack.stop();
  }

  private urlOf(name: string): string {
    const url = new URL(this.stack.databaseUrl);
    url.pathname = `/${name}`;
    return url.href;
  }

  private async seedVersion(name: string): Promise<number | undefined> {
    const isThere = await withClient(this.stack.databaseUrl, (client) =>
      client.query('select from pg_database where datname = $1', [name]),
    );
    if (isThere.rowCount === 0) return undefined;
    return withClient(this.urlOf(name), async (client) => {
      const table = await client.query<{ found: boolean }>(`select to_regclass('bench.seeded') is not null as found`);
      if (table.rows[0]?.found !== true) return undefined;
      return (await client.query<{ version: number }>('select version from bench.seeded')).rows[0]?.version;
    });
  }
}

/** Connects for the time of one piece of work. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
