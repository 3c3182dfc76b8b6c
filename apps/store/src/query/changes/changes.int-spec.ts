import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { deliveryOf, EventStreamClient, eventually, labelledEvent, splitEvent } from '@sitrep/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { ChangePruner } from '../../persistence/change-pruner.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';

interface Item {
  readonly position: string;
  readonly kind: string;
  readonly label: string;
  readonly matches: boolean;
  readonly sentence: { readonly sentenceId: string; readonly index: number; readonly text: string };
}

interface Page {
  readonly items: readonly Item[];
  readonly next: string;
  readonly caughtUp: boolean;
}

describe('changes over HTTP', () => {
  let store: TestStore;
  let app: NestFastifyApplication;
  let url: string;
  /** Where the feed is when a test begins. */
  let start: string;
  const clients: EventStreamClient[] = [];

  const serve = async () => {
    app = await store.serve();
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  };

  beforeAll(async () => {
    store = await TestStore.start();
    await serve();
  });

  beforeEach(async () => {
    await store.postgres.query('truncate article, article_head, sentence, label, ledger, outcome');
    await new PostgresOutcomeRepository(store.writer).save([
      deliveryOf(splitEvent('a', 'x', { offset: 1 })),
      deliveryOf(splitEvent('b', 'x', { offset: 2 })),
    ]);
    start = (await get('/v1/changes?after=latest')).body.next;
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });

  afterAll(() => store.stop());

  const save = (...batch: Parameters<typeof labelledEvent>[]) =>
    new PostgresSentenceRepository(store.writer).save(batch.map((one) => deliveryOf(labelledEvent(...one))));
  const relabel = (articleId: string, index: number, nth: number) =>
    new PostgresSentenceRepository(store.writer).save([
      deliveryOf(labelledEvent(articleId, 'x', index, { modelVersion: `m${nth}`, label: 'diplomatic' }), -nth),
    ]);
  const get = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    return { status: answer.status, body: (await answer.json()) as Page & { type: string; detail: string } };
  };
  const open = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
    const client = await EventStreamClient.open(`${url}${path}`, headers);
    clients.push(client);
    return client;
  };
  const seenBy = (client: EventStreamClient): readonly Item[] =>
    client.events.map(({ data }) => JSON.parse(data) as Item);
  const sees = (client: EventStreamClient, count: number) =>
    eventually(
      () => client.events.length,
      (seen) => seen >= count,
    );

  it('come as pages, each with where to go on from, now or later', async () => {
    await save(['a', 'x', 0], ['a', 'x', 1], ['a', 'x', 2]);
    const { body: first } = await get(`/v1/changes?limit=2&after=${start}`);
    expect(first).toMatchObject({ items: [{ kind: 'stored', matches: true }, {}], caughtUp: false });
    const { body: second } = await get(`/v1/changes?limit=2&after=${first.next}`);
    expect(second).toMatchObject({ items: [{ sentence: { index: 2 } }], caughtUp: true });
    expect((await get(`/v1/changes?after=${second.next}`)).body).toEqual({
      items: [],
      next: second.next,
      caughtUp: true,
    });
    await relabel('a', 0, 1);
    expect((await get(`/v1/changes?after=${second.next}`)).body.items).toMatchObject([
      { kind: 'labelled', oldLabel: 'military', label: 'diplomatic', sentence: { label: 'diplomatic' } },
    ]);
  });

  it('are followed from now on by whoever asks for the latest place first', async () => {
    await save(['a', 'x', 0]);
    const { body: now } = await get('/v1/changes?after=latest');
    expect(now).toMatchObject({ items: [], caughtUp: true });
    await save(['a', 'x', 1]);
    expect((await get(`/v1/changes?after=${now.next}`)).body.items).toMatchObject([{ sentence: { index: 1 } }]);
  });

  it('are filtered in the language of lists', async () => {
    await save(['a', 'x', 0], ['b', 'x', 1, { label: 'humanitarian' }]);
    const { body } = await get(`/v1/changes?label=humanitarian&article=b&after=${start}`);
    expect(body.items.map(({ sentence }) => sentence.index)).toEqual([1]);
  });

  it.each([
    ['/v1/changes?after=1.2.3', 400, 'invalid-request'],
    ['/v1/changes?since=1.2', 400, 'invalid-request'],
    ['/v1/changes?limit=0', 400, 'invalid-request'],
    ['/v1/changes?after=999999.1', 410, 'position-gone'],
    ['/v1/stream?after=latest', 400, 'invalid-request'],
    ['/v1/stream?after=999999.1', 410, 'position-gone'],
    ['/v1/stream?label=naval', 400, 'invalid-request'],
  ])('are refused to %s', async (path, status, kind) => {
    const answer = await get(path);
    expect([answer.status, answer.body.type]).toEqual([status, `urn:sitrep:problem:${kind}`]);
  });

  it('say that they were forgotten, and what to do, to whoever is too far behind', async () => {
    await save(['a', 'x', 0]);
    const { next } = (await get(`/v1/changes?after=${start}`)).body;
    await save(['a', 'x', 1]);
    await save(['a', 'x', 2]);
    while (await new ChangePruner(store.writer).forgetSome(0));
    for (const path of ['/v1/changes', '/v1/stream']) {
      const { status, body } = await get(`${path}?after=${next}`);
      expect(status).toBe(410);
      expect(body.detail).toContain('/v1/changes?after=latest');
    }
    expect((await get('/v1/changes')).body.items).toMatchObject([{ sentence: { index: 2 } }]);
  });

  it('are streamed as they happen, to all who listen', async () => {
    const all = await open('/v1/stream');
    const one = await open('/v1/stream?article=b&label=military');
    expect(all.response.headers.get('content-type')).toContain('text/event-stream');
    expect(all.response.headers.get('x-accel-buffering')).toBe('no');
    expect(all.response.headers.get('x-content-type-options')).toBe('nosniff');
    await save(['a', 'x', 0]);
    await save(['b', 'x', 0]);
    await sees(one, 1);
    await relabel('b', 0, 1);
    await sees(all, 3);
    await sees(one, 2);
    expect(seenBy(all).map(({ kind }) => kind)).toEqual(['stored', 'stored', 'labelled']);
    expect(seenBy(one).map(({ kind, matches }) => [kind, matches])).toEqual([
      ['stored', true],
      ['labelled', false],
    ]);
    expect(all.events.map(({ id }) => id)).toEqual(seenBy(all).map(({ position }) => position));
  });

  it('go on after the last event that was seen, without a gap and without a double, however often it breaks', async () => {
    const total = 60;
    const writing = (async () => {
      for (let nth = 0; nth < total; nth++) await save([`${nth % 3}`, 'x', nth, { count: total }]);
    })();
    const seen: Item[] = [];
    let last = start;
    while (seen.length < total) {
      const client = await open('/v1/stream?after=0.0', { 'last-event-id': last });
      await sees(client, 1);
      client.close();
      seen.push(...seenBy(client));
      last = client.lastEventId;
    }
    await writing;
    const { body } = await get(`/v1/changes?limit=500&after=${start}`);
    expect(seen.map(({ position }) => position)).toEqual(body.items.map(({ position }) => position));
  });

  it('still come when the database gives no sign of them any more', async () => {
    const client = await open('/v1/stream');
    const listeners = () =>
      store.postgres.query<{ pid: number }>(
        `select pid from pg_stat_activity where application_name = 'sitrep-store-listen' and datname = current_database()`,
      );
    const [before] = await listeners();
    await store.postgres.query('select pg_terminate_backend($1)', [before?.pid]);
    await save(['a', 'x', 0]);
    await sees(client, 1);
    const [after] = await eventually(listeners, ([now]) => now !== undefined && now.pid !== before?.pid);
    expect(after).toBeDefined();
  });

  it('end when the store ends, and go on from there at the next one', async () => {
    const client = await open('/v1/stream');
    await save(['a', 'x', 0]);
    await sees(client, 1);
    await app.close();
    await eventually(
      () => client.isOver,
      (isOver) => isOver,
    );
    store = await TestStore.over(store.postgres);
    await serve();
    await save(['a', 'x', 1]);
    const again = await open('/v1/stream', { 'last-event-id': client.lastEventId });
    await sees(again, 1);
    expect(seenBy(again)).toMatchObject([{ sentence: { index: 1 } }]);
  });
});
