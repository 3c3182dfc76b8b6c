import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { components } from '@sitrep/api-client';
import { ArticleSubmitted, topicSpecs } from '@sitrep/contracts';
import { startTestStack, type TestStack } from '@sitrep/local-stack';
import { createKafkaClient, ensureTopics } from '@sitrep/messaging/client';
import type { Kafka, Message, Producer } from 'kafkajs';
import pg from 'pg';

import { eventually } from '../../libs/testing/src/eventually.js';
import { silentLogger } from '../../libs/testing/src/silent-logger.js';
import { ServiceProcess, type ServiceName } from './service-process.js';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** Opens everything of the stores that are started here. */
export const ADMIN_KEY = 'the-admin-of-the-tests-0123456789';

type Ledger = components['schemas']['Ledger'];

/** A record as a producer would send it. */
export type InputRecord = Pick<Message, 'key' | 'value' | 'headers'>;

/** The whole pipeline on real parts: Kafka, Postgres, and the three services as processes. */
export class Pipeline {
  private readonly services = new Map<string, ServiceProcess>();

  private constructor(
    private readonly stack: TestStack,
    readonly kafka: Kafka,
    private readonly producer: Producer,
    readonly database: pg.Pool,
  ) {}

  /** Starts Kafka and Postgres unless they are given, makes topics and tables; no service yet. */
  static async start(given?: TestStack): Promise<Pipeline> {
    const stack = given ?? (await startTestStack(process.env));
    const kafka = createKafkaClient(stack.kafkaBrokers.split(','), 'e2e', silentLogger());
    await ensureTopics(kafka, topicSpecs(3), silentLogger());
    await run(process.execPath, ['dist/apps/store/src/migrate.js'], {
      cwd: root,
      env: { DATABASE_URL: stack.databaseUrl },
    });
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 4 });
    // The database is stopped before the last idle connection has closed: without a listener that would end the run.
    database.on('error', () => undefined);
    return new Pipeline(stack, kafka, producer, database);
  }

  /** Starts one instance of a service. Of the same service several may run, under names of their own. */
  async run(
    service: ServiceName,
    settings: Readonly<Record<string, string>> = {},
    as: string = service,
  ): Promise<ServiceProcess> {
    const { kafkaBrokers, databaseUrl } = this.stack;
    const environment = { KAFKA_BROKERS: kafkaBrokers, DATABASE_URL: databaseUrl, ADMIN_KEY, ...settings };
    const running = await ServiceProcess.start(service, environment);
    this.services.set(as, running);
    return running;
  }

  /** Starts one instance of each service. */
  async runAll(): Promise<void> {
    await Promise.all([this.run('ingester'), this.run('classifier'), this.run('store')]);
  }

  service(name: string): ServiceProcess {
    const service = this.services.get(name);
    if (service === undefined) throw new Error(`${name} does not run`);
    return service;
  }

  /** Sends records to the input topic, in order. */
  async feed(records: readonly InputRecord[]): Promise<void> {
    for (let at = 0; at < records.length; at += 200) {
      await this.producer.send({
        topic: ArticleSubmitted.topic,
        acks: -1,
        messages: records.slice(at, at + 200),
      });
    }
  }

  /** Sends articles of our own JSON. */
  async feedArticles(articles: readonly { readonly id: string; readonly body: string }[]): Promise<void> {
    await this.feed(articles.map((article) => ({ key: article.id, value: JSON.stringify(article) })));
  }

  /** Runs the `sitrep` command as a user would. @returns what it prints */
  async sitrep(...args: readonly string[]): Promise<string> {
    const { PATH } = process.env;
    const { kafkaBrokers } = this.stack;
    const env = { PATH, KAFKA_BROKERS: kafkaBrokers, SITREP_URL: this.service('store').url, SITREP_KEY: ADMIN_KEY };
    const { stdout } = await run(process.execPath, ['apps/cli/bin/sitrep.mjs', ...args], { cwd: root, env });
    return stdout;
  }

  /** An answer of the store's API. */
  async get<T>(path: string): Promise<T> {
    const headers = { authorization: `Bearer ${ADMIN_KEY}` };
    const response = await fetch(`${this.service('store').url}${path}`, { headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Waits until as many input records are accounted for and nothing is in flight. */
  async settled(records: number, withinMs?: number): Promise<Ledger> {
    const isSettled = (ledger: Ledger): boolean => ledger.balanced && ledger.records.received === records;
    return eventually(() => this.get<Ledger>('/v1/ledger'), isSettled, withinMs);
  }

  async rows<Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.database.query<Row>(sql, [...parameters])).rows;
  }

  /** Ends everything that was started. */
  async stop(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.kill()));
    await this.producer.disconnect();
    await this.database.end();
    await this.stack.stop();
  }
}
