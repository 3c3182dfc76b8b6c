import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { deliveryOf, labelledEvent, splitEvent } from '@sitrep/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSearchRepository, PostgresStoredCounter } from '../../persistence/search.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';
import { WatchSearchesJob } from '../../searches/watch-searches.job.js';
import { parseFilter } from '../filter-parameters.js';

const NOW = Date.UTC(2026, 0, 20, 12);
const HOUR = 3_600_000;

interface Search {
  readonly id: string;
  readonly filter: string;
}

interface Alerts {
  readonly items: readonly { readonly message: string; readonly closedAt: string | null }[];
  readonly next?: string;
}

describe('saved searches', () => {
  let store: TestStore;
  let app: NestFastifyApplication;
  let now = NOW;
  let job: WatchSearchesJob;

  beforeAll(async () => {
    store = await TestStore.start();
    const counter = new PostgresStoredCounter(store.reader);
    job = new WatchSearchesJob(new PostgresSearchRepository(store.writer), counter, parseFilter, () => now);
    app = await store.serve();
    await new PostgresOutcomeRepository(store.writer).save([deliveryOf(splitEvent('a', 'x', { offset: 1 }))]);
  });

  beforeEach(async () => {
    await store.postgres.query('truncate alert, saved_search, sentence, label, ledger');
    now = NOW;
  });

  afterAll(() => store.stop());

  /** Stores a military sentence at each of these times, in hours before now. */
  async function save(...hoursAgo: readonly number[]): Promise<void> {
    const count = hoursAgo.length;
    const batch = hoursAgo.map((_, index) => deliveryOf(labelledEvent('a', 'x', index, { count })));
    await new PostgresOutcomeRepository(store.writer).save([
      deliveryOf(splitEvent('a', 'x', { offset: count }, { revision: batch[0]!.event.revision, sentenceCount: count })),
    ]);
    await new PostgresSentenceRepository(store.writer).save(batch);
    await store.postgres.query(
      `update sentence set current = true, stored_at = to_timestamp(($1::float8[])[sentence_index + 1] / 1000.0)`,
      [hoursAgo.map((hours) => NOW - hours * HOUR)],
    );
  }
  const send = (method: 'POST' | 'PUT', url: string, payload: object) => app.inject({ method, url, payload });
  const create = async (rules: readonly object[], filter = 'label=military'): Promise<Search> => {
    const answer = await send('POST', '/v1/searches', { name: 'A search', filter, rules });
    expect(answer.statusCode).toBe(201);
    return answer.json<Search>();
  };
  const watch = () => job.run(new AbortController().signal);
  const alerts = async (query = ''): Promise<Alerts> => (await app.inject(`/v1/alerts${query}`)).json<Alerts>();

  it('are kept, changed and forgotten', async () => {
    const { id, filter } = await create([{ kind: 'silence' }], 'q=border&label=military&state=current');
    expect(filter).toBe('label=military&q=border');
    const content = { name: 'Another', filter: 'label=diplomatic', rules: [] };
    expect((await send('PUT', `/v1/searches/${id}`, content)).json()).toMatchObject({ id, ...content });
    expect((await app.inject('/v1/searches')).json()).toMatchObject({ items: [{ id, ...content }] });
    expect((await app.inject({ method: 'DELETE', url: `/v1/searches/${id}` })).statusCode).toBe(204);
    expect((await app.inject(`/v1/searches/${id}`)).statusCode).toBe(404);
    expect((await send('PUT', `/v1/searches/${id}`, content)).statusCode).toBe(404);
  });

  it.each([
    [{ name: '', filter: '', rules: [] }],
    [{ name: 'x', filter: 'label=naval' }],
    [{ name: 'x', filter: '', rules: [{ kind: 'count', moreThan: -1, withinMinutes: 1 }] }],
    [{ name: 'x', filter: '', rules: [{ kind: 'noise' }] }],
    [{ name: 'x' }],
  ])('are not made of %j', async (payload) => {
    expect((await send('POST', '/v1/searches', payload)).statusCode).toBe(400);
  });

  it('give alarm once when there are too many, and end it when there are not', async () => {
    await create([{ kind: 'count', moreThan: 2, withinMinutes: 60 }]);
    await create([{ kind: 'count', moreThan: 2, withinMinutes: 60 }], 'label=diplomatic');
    await save(3, 0.1, 0.2, 0.3);
    await watch();
    await watch();
    expect(await alerts('?open=true')).toMatchObject({
      items: [{ searchName: 'A search', kind: 'count', message: '3 in 60 minutes, more than 2', closedAt: null }],
    });
    now = NOW + HOUR;
    await watch();
    expect((await alerts('?open=true')).items).toEqual([]);
    expect((await alerts('?open=false')).items).toHaveLength(1);
  });

  it('give alarm when nothing comes though something usually does', async () => {
    await create([{ kind: 'silence' }]);
    await save(...Array.from({ length: 40 }, (_, nth) => 6 + nth));
    await watch();
    expect((await alerts()).items).toMatchObject([
      { message: expect.stringContaining('none since 2026-01-20 06:00 UTC') },
    ]);
    now = NOW - 5 * HOUR;
    await watch();
    expect((await alerts('?open=true')).items).toEqual([]);
  });

  it('begin anew when they are changed, and take their alarms with them', async () => {
    const { id } = await create([{ kind: 'count', moreThan: 0, withinMinutes: 60 }]);
    await save(0.1);
    await watch();
    await send('PUT', `/v1/searches/${id}`, { name: 'A search', filter: 'label=diplomatic', rules: [] });
    expect((await alerts()).items).toMatchObject([{ closedAt: expect.any(String) }]);
    await app.inject({ method: 'DELETE', url: `/v1/searches/${id}` });
    expect((await alerts()).items).toEqual([]);
  });

  it('list their alarms in pages', async () => {
    const rule = { kind: 'count', moreThan: 0, withinMinutes: 60 };
    await create([rule, rule, rule]);
    await save(0.1);
    await watch();
    const first = await alerts('?limit=2');
    expect(first.items).toHaveLength(2);
    expect((await alerts(`?limit=2&cursor=${first.next}`)).items).toHaveLength(1);
  });
});
