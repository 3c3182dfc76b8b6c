import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Label, LABELS } from '@sitrep/contracts';
import { deliveryOf, labelledEvent, splitEvent } from '@sitrep/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { DAY_MS, HOUR_MS } from '../../domain/time-buckets.js';
import { CountFolder } from '../../persistence/count-folder.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';

interface Counts {
  readonly basis: string;
  readonly isBound: boolean;
  readonly from: string;
}
interface Timeline extends Counts {
  readonly items: readonly {
    readonly from: string;
    readonly total: number;
    readonly all: number;
    readonly labels: Readonly<Record<Label, number>>;
    readonly incomplete: string | null;
  }[];
  readonly untimed: number;
  readonly first: string;
  readonly models: readonly { readonly version: string }[];
}
interface Sources extends Counts {
  readonly items: readonly { readonly source: string | null; readonly count: number; readonly silent: boolean }[];
}

/** A Monday. */
const START = Date.UTC(2026, 2, 2);
const hostile = '<b>"; drop table sentence --';

/** Articles of three sentences, one of each label: their source, and when they were published after {@link START}. */
const ARTICLES: readonly (readonly [source: string | undefined, publishedAfter: number | undefined])[] = [
  ['Times', 9 * HOUR_MS],
  ['Times', 18.5 * HOUR_MS],
  ['Times', 30 * HOUR_MS],
  ['Post', 4 * DAY_MS],
  [hostile, 4 * DAY_MS + 5 * HOUR_MS],
  [undefined, 5 * DAY_MS],
  ['Times', undefined],
];

describe.each([
  ['before', 0],
  ['after', 100],
])('statistics, asked %s changes are folded', (_, folded) => {
  let store: TestStore;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    store = await TestStore.start();
    await fill(store);
    if (folded > 0) await new CountFolder(store.database.writer).fold(folded);
    app = await store.serve();
  });
  afterAll(() => store.stop());

  const read = async <Answer>(path: string): Promise<Answer> => {
    const answer = await app.inject({ url: `/v1/stats/${path}` });
    expect([path, answer.statusCode, answer.json<object>()]).toEqual([path, 200, expect.anything()]);
    return answer.json<Answer>();
  };
  const week = 'from=2026-03-02&to=2026-03-09';

  it('count by day, with the days on which nothing was published', async () => {
    const timeline = await read<Timeline>(`timeline?${week}`);
    expect(timeline.items.map(({ total }) => total)).toEqual([6, 3, 0, 0, 6, 3, 0]);
    expect(timeline.items[0]?.labels).toEqual({ military: 2, diplomatic: 2, humanitarian: 2 });
    expect(timeline).toMatchObject({
      ...{ clock: 'published', bucket: 'day', tz: 'UTC', basis: 'rollup', isBound: false, untimed: 3 },
      first: '2026-03-02T09:00:00.000Z',
      last: '2026-03-07T00:00:00.000Z',
    });
  });

  it.each([
    ['Asia/Kathmandu', [3, 6, 0, 0, 6, 3, 0]],
    ['America/New_York', [6, 3, 0, 3, 6, 0, 0]],
  ])('count by the days of %s', async (tz, totals) => {
    const { items, from } = await read<Timeline>(
      `timeline?from=2026-03-02T05:00:00Z&to=2026-03-08T12:00:00Z&tz=${encodeURIComponent(tz)}`,
    );
    expect([from, items.map(({ total }) => total)]).toEqual([items[0]?.from, totals]);
  });

  it.each([
    ['source=Times', 'rollup', [6, 3, 0, 0, 0, 0, 0]],
    [`source=${encodeURIComponent(hostile)}`, 'rollup', [0, 0, 0, 0, 3, 0, 0]],
    ['label=military&needsReview=false', 'rollup', [2, 1, 0, 0, 2, 1, 0]],
    ['needsReview=true', 'rollup', [2, 1, 0, 0, 2, 1, 0]],
    ['stories=distinct&boilerplate=false', 'rollup', [6, 3, 0, 0, 6, 3, 0]],
    ['minConfidence=0.7', 'count', [6, 3, 0, 0, 6, 3, 0]],
    ['minConfidence=0.8', 'count', [0, 0, 0, 0, 0, 0, 0]],
    ['article=article-0', 'count', [3, 0, 0, 0, 0, 0, 0]],
    ['q=sentence&source=Post', 'count', [0, 0, 0, 0, 3, 0, 0]],
    ['state=superseded', 'count', [0, 0, 0, 0, 0, 0, 0]],
  ])('count what %s asks for, by %s', async (filter, basis, totals) => {
    const timeline = await read<Timeline>(`timeline?${week}&${filter}`);
    expect([timeline.basis, timeline.items.map(({ total }) => total)]).toEqual([basis, totals]);
    expect(timeline.items.map(({ all }) => all)).toEqual([6, 3, 0, 0, 6, 3, 0]);
  });

  it('tell what is not over, and which models began when', async () => {
    const { items, models } = await read<Timeline>('timeline?clock=stored&bucket=hour');
    expect(items.filter(({ incomplete }) => incomplete === 'now')).toHaveLength(1);
    expect(items.at(-1)?.incomplete).toBe('now');
    expect(items.reduce((sum, { total }) => sum + total, 0)).toBe(21);
    expect(models).toMatchObject([{ version: 'model-1' }]);
  });

  it('tell to which time articles belong that are not wholly stored', async () => {
    const event = splitEvent(
      'late',
      'late',
      { offset: 99 },
      { publishedAt: new Date(START + 3 * DAY_MS).toISOString() },
    );
    await new PostgresOutcomeRepository(store.writer).save([deliveryOf(event)]);
    const { items } = await read<Timeline>(`timeline?${week}`);
    expect(items.map(({ incomplete }) => incomplete)).toEqual([null, null, null, 'in-flight', null, null, null]);
  });

  it('compare a window with the same of the weeks before', async () => {
    const stats = await read<object>('labels?from=2026-03-09T00:00:00Z&to=2026-03-10T00:00:00Z');
    const unknown = { windows: 0, mean: null, change: null, band: 'unknown' };
    expect(stats).toMatchObject({ all: { count: 0, month: unknown, year: unknown }, basis: 'rollup' });
    const later = await read<object>('labels?from=2026-03-17T00:00:00Z&to=2026-03-18T00:00:00Z');
    const change = { windows: 2, mean: 1.5, change: -1, band: 'limited' };
    expect(later).toMatchObject({ all: { count: 0, month: change, year: change } });
    const counted = await read<object>('labels?from=2026-03-17T00:00:00Z&to=2026-03-18T00:00:00Z&minConfidence=0');
    expect(counted).toEqual({ ...later, basis: 'count' });
  });

  it('share a window out among the labels', async () => {
    const { labels } = await read<{ readonly labels: readonly object[] }>(`labels?${week}`);
    expect(labels).toMatchObject(LABELS.map((label) => ({ label, count: 6, share: 1 / 3 })));
  });

  it('list every source, page by page, those with most first, and those that are silent', async () => {
    const seen: Sources['items'][number][] = [];
    let path = `sources?${week}&limit=2`;
    for (;;) {
      const page = await read<Sources & { readonly next?: string }>(path);
      seen.push(...page.items);
      if (page.next === undefined) break;
      path = `sources?${week}&limit=2&cursor=${encodeURIComponent(page.next)}`;
    }
    expect(seen.map(({ source, count }) => [source, count])).toEqual([
      ['Times', 9],
      [null, 3],
      [hostile, 3],
      ['Post', 3],
    ]);
    const none = await read<Sources>('sources?from=2020-01-01&to=2020-01-02');
    expect(none.items.map(({ count }) => count)).toEqual([0, 0, 0, 0]);
    const military = await read<Sources>(`sources?${week}&label=military&source=Times`);
    expect(military.items).toMatchObject([{ source: 'Times', count: 3, labels: { military: 3, diplomatic: 0 } }]);
    const counted = await read<Sources>(`sources?${week}&minConfidence=0`);
    expect(counted.items).toEqual(seen);
  });

  it('tell how many have which property, of those that match', async () => {
    const [rolled, counted] = await Promise.all([
      read<object>(`facets?${week}`),
      read<object>(`facets?${week}&minConfidence=0`),
    ]);
    expect(rolled).toMatchObject({
      total: 18,
      labels: { military: 6, diplomatic: 6, humanitarian: 6 },
      needsReview: { true: 6, false: 12 },
      sources: [
        { value: 'Times', count: 9 },
        { value: null, count: 3 },
        { value: hostile, count: 3 },
        { value: 'Post', count: 3 },
      ],
      languages: [{ value: 'en', count: 18 }],
    });
    expect(counted).toEqual({ ...rolled, basis: 'count' });
    expect(await read<object>('facets')).toMatchObject({ total: 21 });
  });

  it('name the words that tell a filter from all', async () => {
    const { terms, sample } = await read<{ readonly terms: readonly object[]; readonly sample: object }>(
      'terms?source=Times&limit=3',
    );
    expect(terms[0]).toMatchObject({ term: 'wordtimes' });
    expect(sample).toEqual({ filter: { sentences: 12, isAll: true }, others: { sentences: 21, isAll: true } });
  });
});

async function fill({ writer }: TestStore): Promise<void> {
  const words = ARTICLES.map(([source], nth) => `word${source === 'Times' ? 'times' : nth}`);
  const manifests = ARTICLES.map(([source, after], nth) =>
    splitEvent(
      `article-${nth}`,
      words[nth] ?? '',
      { offset: nth },
      {
        language: 'en',
        ...(source !== undefined && { source }),
        ...(after !== undefined && { publishedAt: new Date(START + after).toISOString() }),
      },
    ),
  );
  await new PostgresOutcomeRepository(writer).save(manifests.map((event) => deliveryOf(event)));
  const sentences = ARTICLES.flatMap((_, nth) =>
    LABELS.map((label, index) =>
      labelledEvent(`article-${nth}`, words[nth] ?? '', index, { label, needsReview: index === 1 }),
    ),
  );
  await new PostgresSentenceRepository(writer).save(sentences.map((event) => deliveryOf(event)));
}
