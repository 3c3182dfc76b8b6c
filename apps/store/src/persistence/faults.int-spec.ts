import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

import { revisionOf, sentenceIdOf } from '@sitrep/contracts';
import { TransientFailure } from '@sitrep/pipeline';
import {
  deliveryOf,
  dumpPostgres,
  eventually,
  labelledEvent,
  startTestDatabase,
  type TestDatabase,
} from '@sitrep/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { BatchWriter } from './batch-writer.js';
import { createDataSource } from './data-source.js';
import { migrateDatabase } from './migrate-database.js';
import { PostgresSentenceRepository } from './sentence.repository.js';

const BATCH = 64;
const ALL_TABLES = 'article, article_head, sentence, label, model, outcome, dead_letter, ledger';

describe('writing while things go wrong', () => {
  let database: TestDatabase;
  let source: DataSource;
  let sentences: PostgresSentenceRepository;
  const brokenConnections: Error[] = [];

  beforeAll(async () => {
    database = await startTestDatabase(process.env);
    await migrateDatabase(database.databaseUrl);
    source = await openSource(10_000, (error) => brokenConnections.push(error));
    sentences = new PostgresSentenceRepository(new BatchWriter(source));
  });

  async function openSource(statementTimeoutMs: number, onError?: (error: Error) => void): Promise<DataSource> {
    const { databaseUrl } = database;
    const made = createDataSource({ databaseUrl, purpose: 'write', size: 4, statementTimeoutMs, onError });
    return made.initialize();
  }

  beforeEach(() => database.query(`truncate ${ALL_TABLES}`));

  afterAll(async () => {
    await source.destroy();
    await database.stop();
  });

  const batchOf = (articleId: string) =>
    Array.from({ length: BATCH }, (_, index) =>
      deliveryOf(labelledEvent(articleId, articleId, index, { count: BATCH })),
    );
  const dump = () => dumpPostgres((sql) => database.query(sql));
  const killWriters = () =>
    database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'sitrep-store-write'`,
    );
  const writersWait = (wanted: number): Promise<number> =>
    eventually(
      async () => {
        // Inside a transaction the view of the sessions stands still.
        await database.query('select pg_stat_clear_snapshot()');
        const waiting = await database.query(
          `select from pg_stat_activity where application_name = 'sitrep-store-write' and wait_event_type = 'Lock'`,
        );
        return waiting.length;
      },
      (count) => count >= wanted,
    );

  it('finds by halving the rows that only Postgres can refuse, and says its SQLSTATE', async () => {
    const batch = batchOf('a');
    const index = 2 ** 31;
    const revision = revisionOf('far');
    const far = labelledEvent('a', 'far', 0, { revision, index, sentenceId: sentenceIdOf('a', revision, index) });
    batch.splice(17, 0, deliveryOf(far));
    batch.splice(
      40,
      0,
      deliveryOf(labelledEvent('a', 'odd', 0, { modelVersion: 'm'.repeat(9_000).split('').map(hex).join('') })),
    );
    const results = await sentences.save(batch);
    expect(
      results.map((result, at) => (result === undefined ? undefined : at)).filter((at) => at !== undefined),
    ).toEqual([17, 40]);
    expect(results[17]?.message).toContain('SQLSTATE 22003');
    expect(results[40]?.message).toContain('SQLSTATE 54000');
    expect((await dump()).sentences).toHaveLength(BATCH);
    expect((await dump()).ledger.reduce((sum, { stored }) => sum + stored, 0)).toBe(BATCH);
  });

  it('takes a connection that is killed in the middle of a batch for an outage, and the batch comes whole again', async () => {
    await database.query('begin');
    await database.query('lock table ledger in access exclusive mode');
    const saving = sentences.save(batchOf('a')).catch((error: unknown) => error);
    await writersWait(1);
    await killWriters();
    await database.query('rollback');
    expect(await saving).toBeInstanceOf(TransientFailure);
    expect((await dump()).sentences).toEqual([]);

    expect(await sentences.save(batchOf('a'))).toEqual(batchOf('a').map(() => undefined));
    expect(await dump()).toMatchObject({ ledger: [{ stored: BATCH }] });
  });

  it('survives that idle connections are killed', async () => {
    // Two, of which the next batch may get either.
    await Promise.all([sentences.save(batchOf('a')), sentences.save(batchOf('b'))]);
    const before = brokenConnections.length;
    const killed = await killWriters();
    await eventually(
      () => brokenConnections.length - before,
      (count) => count === killed.length,
    );
    expect(await sentences.save(batchOf('a'))).toEqual(batchOf('a').map(() => undefined));
  });

  it('takes a lock that does not come for an outage: no row is to blame', async () => {
    const impatient = await openSource(400);
    await database.query('begin');
    await database.query('lock table sentence in access exclusive mode');
    const saving = new PostgresSentenceRepository(new BatchWriter(impatient)).save(batchOf('a'));
    await expect(saving).rejects.toThrow(TransientFailure);
    await database.query('rollback');
    await impatient.destroy();
  });

  it('gives a connection up when there is nobody at its other end, though nothing has closed it', async () => {
    const proxy = await startProxy(new URL(database.databaseUrl));
    const source = createDataSource({
      databaseUrl: proxy.databaseUrl,
      purpose: 'write',
      size: 1,
      statementTimeoutMs: 3_000,
    });
    await source.initialize();
    const remote = new PostgresSentenceRepository(new BatchWriter(source));
    await remote.save(batchOf('a'));
    proxy.fallSilent();
    await expect(remote.save(batchOf('b'))).rejects.toThrow('silent');
    await source.destroy();
    await proxy.stop();
    expect((await dump()).sentences).toHaveLength(BATCH);
  });

  it('lets the earliest label count when two stores add labels to a sentence at once, whoever comes last', async () => {
    const label = (modelVersion: string, time: number) =>
      sentences.save([deliveryOf(labelledEvent('a', 'a', 0, { modelVersion }), time)]);
    await label('model-9', 9);
    await database.query('begin');
    await database.query('select from sentence for update');
    const first = label('model-1', 1);
    await writersWait(1);
    const last = label('model-5', 5);
    await writersWait(2);
    await database.query('rollback');
    expect(await Promise.all([first, last])).toEqual([[undefined], [undefined]]);
    expect((await dump()).sentences).toMatchObject([{ modelVersion: 'model-1' }]);
  });

  it('keeps every sentence once when two stores write the same articles at once', async () => {
    const other = await openSource(10_000);
    const stores = [sentences, new PostgresSentenceRepository(new BatchWriter(other))];
    const batches = ['a', 'b', 'c', 'd', 'e', 'f'].map(batchOf);
    const mixed = batches.map((batch, at) => [...batch, ...(batches[(at + 1) % batches.length] ?? [])].reverse());
    await Promise.all(stores.flatMap((store) => mixed.map((batch) => store.save(batch))));
    await other.destroy();
    const { sentences: rows, ledger } = await dump();
    expect(rows).toHaveLength(batches.length * BATCH);
    const recount = Map.groupBy(rows, ({ articleId, revision }) => `${articleId}/${revision}`);
    expect(new Map(ledger.map(({ articleId, revision, stored }) => [`${articleId}/${revision}`, stored]))).toEqual(
      new Map([...recount].map(([place, { length }]) => [place, length])),
    );
  });
});

/** Stands between the store and the database until it falls silent, with all connections open. */
async function startProxy(to: URL) {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const databaseUrl = new URL(to);
  databaseUrl.port = String((server.address() as AddressInfo).port);
  return {
    databaseUrl: databaseUrl.href,
    fallSilent: () => {
      for (const socket of sockets) socket.unpipe();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Text that does not compress well, so that the index sees all of it. */
const hex = (_: string, at: number): string => ((at * 2_654_435_761) % 2 ** 32).toString(36);
