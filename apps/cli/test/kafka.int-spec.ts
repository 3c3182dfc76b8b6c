import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ArticleOutcome, ArticleSubmitted, SentenceExtracted } from '@sitrep/contracts';
import { startTestStack, type TestStack } from '@sitrep/local-stack';
import { createKafkaClient } from '@sitrep/messaging/client';
import { silentLogger } from '@sitrep/testing';
import type { Consumer, Kafka, KafkaMessage } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { runSitrep, type CliRun } from './run-sitrep.js';

interface FeedDocument {
  readonly accepted: readonly {
    readonly articleId: string;
    readonly partition: number;
    readonly offset: number;
    readonly retracted?: true;
  }[];
  readonly rejected: readonly { readonly file: string; readonly line: number; readonly code: string }[];
  readonly passedOver: readonly string[];
  readonly counts: { readonly accepted: number; readonly rejected: number };
}

const balanced = { split: 2, labelled: 2, stored: 2, deadLettered: 0, inFlight: 0, balanced: true };
const json = ({ stdout }: CliRun): unknown => JSON.parse(stdout);
const fed = (run: CliRun): FeedDocument => json(run) as FeedDocument;

let stack: TestStack;
let kafka: Kafka;
let store: Server;
let directory: string;
let ledger = balanced;
const seen = new Map<string, KafkaMessage>();
const consumers: Consumer[] = [];

const place = (partition: number, offset: number | string): string => `${partition}/${offset}`;
const settings = (): Record<string, string> => ({
  KAFKA_BROKERS: stack.kafkaBrokers,
  SITREP_URL: `http://127.0.0.1:${(store.address() as AddressInfo).port}`,
});
const sitrep = (args: readonly string[], input?: string): Promise<CliRun> =>
  runSitrep(args, { env: settings(), cwd: directory, ...(input !== undefined && { input }) });

const proof = { verdict: 'holds', provenAt: '2026-01-01T00:00:00.000Z', equations: [] };
const pipeline = {
  kafka: { answers: true },
  database: { answers: true, pendingMigrations: ['Newer1'] },
  ...{ groups: [], instances: [], deadLetters: [] },
};
/** What the store says of the groups, one answer after the other. */
const groupsSeen: object[][] = [];
const ANSWERS: Readonly<Record<string, () => object>> = {
  '/v1/ledger': () => ledger,
  '/v1/ledger/proof': () => proof,
  '/v1/pipeline': () => ({ ...pipeline, groups: groupsSeen.shift() ?? [] }),
};

async function startStore(): Promise<Server> {
  const server = createServer(({ url }, reply) => {
    reply.setHeader('content-type', 'application/json');
    reply.end(JSON.stringify(ANSWERS[url ?? '']?.() ?? { status: 'pass', checks: {} }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Stands in for a service: reads its topic, and remembers what came. */
async function takePart(groupId: string, topic: string): Promise<void> {
  const consumer = kafka.consumer({ groupId, rebalanceTimeout: 5_000 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const joined = new Promise((resolve) => consumer.on('consumer.group_join', resolve));
  await consumer.run({
    autoCommitInterval: 100,
    eachMessage: async ({ partition, message }) => {
      if (topic === ArticleSubmitted.topic) seen.set(place(partition, message.offset), message);
    },
  });
  await joined;
  consumers.push(consumer);
}

/** The records, once the consumer has them. */
async function recordsOf({ accepted }: FeedDocument): Promise<readonly (KafkaMessage | undefined)[]> {
  const read = () => accepted.map(({ partition, offset }) => seen.get(place(partition, offset)));
  await expect.poll(() => read().includes(undefined), { timeout: 30_000 }).toBe(false);
  return read();
}

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sitrep-cli-'));
  stack = await startTestStack(process.env);
  kafka = createKafkaClient(stack.kafkaBrokers.split(','), 'test', silentLogger());
  store = await startStore();
});

afterAll(async () => {
  await Promise.all(consumers.map((consumer) => consumer.disconnect()));
  store.close();
  await stack.stop();
  rmSync(directory, { recursive: true });
});

describe('the sitrep command on Kafka', () => {
  it('says that topics are missing, and makes them once', async () => {
    const feedTooEarly = await sitrep(['feed', '-'], 'Troops left.');
    expect(feedTooEarly).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('sitrep topics create') });
    expect((await sitrep(['topics', 'check'])).exitCode).toBe(4);
    expect(json(await sitrep(['topics', 'create', '--json']))).toMatchObject({
      created: expect.arrayContaining([ArticleSubmitted.topic]),
    });
    expect(json(await sitrep(['topics', 'create', '--json']))).toEqual({ created: [], differences: [] });
    expect(await sitrep(['topics', 'check'])).toMatchObject({ exitCode: 0 });
  });

  it('says of each part whether it is well, and what to do', async () => {
    const { exitCode, stdout } = await sitrep(['doctor']);
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/^ok {3}topics/m);
    expect(stdout).toMatch(/^BAD {2}migrations +pending: Newer1\n +→ Run `npm run migrate`\.$/m);
    expect(stdout).toMatch(/^ok {3}nothing lost +holds, proven at 2026/m);
    const alone = await runSitrep(['doctor', '--json']);
    expect(alone.exitCode).toBe(3);
    expect((json(alone) as { findings: { what: string; ok: boolean }[] }).findings).toMatchObject([
      { what: 'settings', ok: true },
      { what: 'Kafka', ok: false },
      { what: 'store', ok: false },
    ]);
  });

  it('looks again at a group that has no member, before it says so', async () => {
    const group = { group: 'sitrep-store', members: 0, lag: 0, oldestSeconds: 0 };
    groupsSeen.push([group], [{ ...group, members: 1 }]);
    expect((await sitrep(['doctor', '--wait', '0'])).stdout).toMatch(/^ok {3}sitrep-store +1 member, 0 to do$/m);
    groupsSeen.push([group], [group]);
    expect((await sitrep(['doctor', '--wait', '0'])).stdout).toMatch(/^BAD {2}sitrep-store +0 members, 0 to do$/m);
  });

  it('says that no service runs', async () => {
    const run = await sitrep(['status', '--json', '--wait', '0']);
    expect(run.exitCode).toBe(4);
    expect((json(run) as { problems: string[] }).problems.join()).toContain('sitrep-ingester has no member');
  });

  it('feeds a file and says truly where its record is', async () => {
    await takePart('sitrep-ingester', ArticleSubmitted.topic);
    writeFileSync(join(directory, 'article.txt'), 'Troops left.\n');
    const run = await sitrep(['feed', 'article.txt', '--id', 'a-1', '--source', 'Example Times', '--json']);
    const [record] = await recordsOf(fed(run));
    expect(run.exitCode).toBe(0);
    expect(record?.key?.toString()).toBe('a-1');
    expect(JSON.parse(record?.value?.toString() ?? '')).toEqual({
      source: 'Example Times',
      body: 'Troops left.\n',
      bodyFormat: 'plain',
      id: 'a-1',
    });
    expect(record?.headers?.['ce_type']?.toString()).toBe(ArticleSubmitted.topic);
    expect(record?.headers?.['traceparent']?.toString()).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('feeds thousands of articles from standard input, and names the wrong ones', async () => {
    const lines = Array.from({ length: 3_000 }, (_, at) => JSON.stringify({ id: `n-${at}`, body: `Report ${at}.` }));
    lines[1_500] = '{"id":"n-1500"}';
    lines[2_000] = 'A line that was cut off, and is no JSON';
    const run = await sitrep(['feed', '-', '--json'], lines.join('\n'));
    const document = fed(run);
    expect(run.exitCode).toBe(1);
    expect(document.counts).toMatchObject({ accepted: 2_998, rejected: 2 });
    expect(document.rejected).toMatchObject([
      { file: '-', line: 1_501, code: 'SCHEMA_INVALID' },
      { file: '-', line: 2_001, code: 'JSON_INVALID' },
    ]);
    const keys = (await recordsOf(document)).map((record) => record?.key?.toString());
    expect(keys).toEqual(document.accepted.map(({ articleId }) => articleId));
  });

  it('feeds nothing when one of its inputs is not there', async () => {
    const run = await sitrep(['feed', 'article.txt', 'nosuch.txt', '--json']);
    expect(run).toEqual({ exitCode: 2, stdout: '', stderr: 'sitrep: nosuch.txt does not exist.\n' });
  });

  it('feeds a directory in the order of names, and says what it passes over', async () => {
    const folder = join(directory, 'folder');
    mkdirSync(join(folder, 'b'), { recursive: true });
    writeFileSync(join(folder, 'c.json'), '[{"id":"c-1","body":"One."},\n{"body":3}]');
    writeFileSync(join(folder, 'b', 'one.ndjson'), '{"id":"b-1","body":"One."}\n');
    writeFileSync(join(folder, 'a.txt'), 'Troops left.');
    writeFileSync(join(folder, 'notes.doc'), 'x');
    const run = await sitrep(['feed', 'folder', '--json']);
    const document = fed(run);
    expect(document.accepted.map(({ articleId }) => articleId)).toEqual([
      expect.stringMatching(/^text-/),
      'b-1',
      'c-1',
    ]);
    expect(document.rejected).toMatchObject([{ file: 'folder/c.json', line: 2 }]);
    expect(document.passedOver).toEqual(['folder/notes.doc']);
    expect(run.exitCode).toBe(1);
  });

  it('feeds an article that is larger than a usual batch', async () => {
    const run = await sitrep(['feed', '-', '--id', 'large', '--json'], 'Troops left. '.repeat(200_000));
    const [record] = await recordsOf(fed(run));
    expect(record?.value?.byteLength).toBeGreaterThan(2_000_000);
  });

  it('sends nothing when the id does not fit, and nothing in a dry run', async () => {
    const two = '{"body":"One."}\n{"body":"Two."}\n';
    expect(await sitrep(['feed', '-', '--id', 'x'], two)).toMatchObject({ exitCode: 2 });
    const run = await sitrep(['feed', '-', '--dry-run', '--json'], two);
    expect(fed(run).accepted.map(({ offset }) => offset)).toEqual([undefined, undefined]);
  });

  it('withdraws an article with a record that has no value', async () => {
    const item = { uri: 'urn:x:1', standard: { name: 'ninjs', version: '3.0' }, pubStatus: 'canceled' };
    const document = fed(await sitrep(['feed', '-', '--json'], JSON.stringify(item)));
    expect(document.accepted).toMatchObject([{ articleId: 'urn:x:1', retracted: true }]);
    expect((await recordsOf(document))[0]?.value).toBeNull();
  });

  it('is content when each group has its member and the ledger balances', async () => {
    await takePart('sitrep-classifier', SentenceExtracted.topic);
    await takePart('sitrep-store', ArticleOutcome.topic);
    const healthy = async (): Promise<number | null> => (await sitrep(['status', '--wait', '1'])).exitCode;
    await expect.poll(healthy, { timeout: 60_000 }).toBe(0);
  });

  it('is not content when the ledger stands still and does not balance', async () => {
    ledger = { ...balanced, stored: 1, inFlight: 1, balanced: false };
    const run = await sitrep(['status', '--wait', '0']);
    ledger = balanced;
    expect(run).toMatchObject({ exitCode: 4, stdout: expect.stringContaining('1 sentence missing') });
  });

  it('is not content when a group does nothing of its work', async () => {
    consumers[0]?.pause([{ topic: ArticleSubmitted.topic }]);
    await sitrep(['feed', '-'], 'Troops stay.');
    const run = await sitrep(['status', '--wait', '1']);
    expect(run).toMatchObject({
      exitCode: 4,
      stdout: expect.stringContaining('sitrep-ingester is stuck: 1 record to do'),
    });
  });
});
