import { type DynamicModule, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OperationsModule } from '@sitrep/observability';
import { startTestDatabase, type TestDatabase } from '@sitrep/testing';

import type { AccessPolicy } from '../src/access/access-policy.js';
import { BatchWriter } from '../src/persistence/batch-writer.js';
import { Database } from '../src/persistence/database.js';
import { DatabaseHealth } from '../src/persistence/database-health.js';
import { measurementsOf } from '../src/persistence/measurements.js';
import { migrateDatabase } from '../src/persistence/migrate-database.js';
import { PersistenceModule } from '../src/persistence/persistence.module.js';
import { Reader } from '../src/persistence/reader.js';
import type { ArticleFeed, PipelineState } from '../src/ports.js';
import { QueryModule } from '../src/query/query.module.js';
import type { ReplaySending } from '../src/query/dead-letters/replay-sending.js';
import { serveApi } from './serve-api.js';

/** What the API of a test is given; left out, articles that are handed in go nowhere, and nothing is watched. */
export interface ApiParts {
  readonly policy?: AccessPolicy;
  readonly feed?: ArticleFeed;
  readonly pipeline?: PipelineState;
  readonly sender?: ReplaySending;
}

/** A store without Kafka, over a real database of its own: for one file of tests. */
export class TestStore {
  readonly writer: BatchWriter;
  readonly reader: Reader;
  private app: NestFastifyApplication | undefined;

  private constructor(
    /** The same database, asked as somebody else. */
    readonly postgres: TestDatabase,
    readonly database: Database,
  ) {
    this.writer = new BatchWriter(database.writer);
    this.reader = new Reader(database.reader);
  }

  /** Over an empty database with all tables. */
  static async start(): Promise<TestStore> {
    const postgres = await startTestDatabase(process.env);
    await migrateDatabase(postgres.databaseUrl);
    return TestStore.over(postgres);
  }

  /** Over a database that has had a store: what the next one finds. */
  static async over(postgres: TestDatabase): Promise<TestStore> {
    const database = await Database.open({
      ...{ databaseUrl: postgres.databaseUrl, writePoolSize: 4, readPoolSize: 4 },
      ...{ writeTimeoutMs: 20_000, readTimeoutMs: 20_000, onWarning: () => undefined },
    });
    return new TestStore(postgres, database);
  }

  /** Its API. Nothing listens. */
  async serve({ policy, feed, pipeline, sender }: ApiParts = {}): Promise<NestFastifyApplication> {
    const persistence = PersistenceModule.over(this.database);
    const noFeed: ArticleFeed = { submit: () => Promise.resolve() };
    const api = QueryModule.of(persistence, feed ?? noFeed, undefined, pipeline, sender);
    const operations = OperationsModule.watching([new DatabaseHealth(this.database)], measurementsOf(this.database));
    this.app = await serveApi({ module: ServedStore, imports: [api, operations] } satisfies DynamicModule, {
      ...(policy !== undefined && { policy }),
    });
    return this.app;
  }

  async stop(): Promise<void> {
    await this.app?.close();
    await this.database.close();
    await this.postgres.stop();
  }
}

@Module({})
class ServedStore {}
