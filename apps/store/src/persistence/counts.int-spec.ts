import { LABELS } from '@sitrep/contracts';
import { deliveryOf, labelledEvent, retractedEvent, splitEvent } from '@sitrep/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../test/test-store.js';
import { CLOCKS, type Clock } from '../domain/clock.js';
import { type SentenceFilter } from '../domain/sentence-filter.js';
import { bucketEdges, BUCKET_SIZES, DAY_MS, HOUR_MS } from '../domain/time-buckets.js';
import { totalOf } from '../domain/tallies.js';
import { PostgresCorrectionRepository } from './correction.repository.js';
import { CountFolder } from './count-folder.js';
import { CountReader } from './count-reader.js';
import { PostgresOutcomeRepository } from './outcome.repository.js';
import { PostgresSentenceRepository } from './sentence.repository.js';

const NOON = Date.UTC(2026, 0, 1, 12);
const SOURCES = ['Times', 'Post', undefined] as const;
const ZONES = ['UTC', 'Asia/Kathmandu', 'Europe/Berlin'] as const;

const article = fc.constantFrom('a', 'b', 'c');
const word = fc.constantFrom('first', 'second');
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('label' as const),
      article,
      word,
      indexes: fc.uniqueArray(fc.nat(2), { minLength: 1 }),
      model: fc.constantFrom('model-1', 'model-2'),
      label: fc.constantFrom(...LABELS),
      needsReview: fc.boolean(),
      shadow: fc.boolean(),
      time: fc.integer({ min: -20, max: 20 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('split' as const),
      article,
      word,
      at: fc.nat(9),
      source: fc.constantFrom(...SOURCES),
      language: fc.constantFrom('en', 'uk', undefined),
      hours: fc.option(fc.integer({ min: -60, max: 60 })),
    }),
  },
  fc.record({ kind: fc.constant('retract' as const), article, at: fc.nat(9) }),
  fc.record({
    kind: fc.constant('correct' as const),
    article,
    word,
    index: fc.nat(2),
    label: fc.constantFrom(...LABELS, null),
  }),
  fc.record({ kind: fc.constant('copies' as const), article, syndicated: fc.boolean(), boilerplate: fc.boolean() }),
  fc.record({ kind: fc.constant('forget' as const), article, word }),
  fc.record({ kind: fc.constant('fold' as const), limit: fc.integer({ min: 1, max: 4 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Those that roll-ups can answer, the wide ones more often. */
const filters: readonly SentenceFilter[] = [
  {},
  ...LABELS.map((label) => ({ label })),
  { needsReview: true },
  { needsReview: false },
  { source: 'Times' },
  { source: 'Post', label: 'military', needsReview: false },
];

describe('counts that are kept', () => {
  let store: TestStore;
  let counts: CountReader;
  let folder: CountFolder;

  beforeAll(async () => {
    store = await TestStore.start();
    counts = new CountReader(store.reader);
    folder = new CountFolder(store.database.writer);
  });
  afterAll(() => store.stop());
  const empty = () =>
    store.postgres.query('truncate article, article_head, sentence, label, model, outcome, ledger, correction');
  beforeEach(empty);

  async function take(one: Step): Promise<unknown> {
    const { writer } = store;
    if (one.kind === 'fold') return folder.fold(one.limit);
    if (one.kind === 'retract') {
      const event = retractedEvent(one.article, { offset: one.at, at: one.at });
      return new PostgresOutcomeRepository(writer).save([deliveryOf(event)]);
    }
    if (one.kind === 'split') {
      const publishedAt = one.hours === null ? undefined : new Date(NOON + one.hours * HOUR_MS).toISOString();
      const { at, source: from, language } = one;
      const metadata = {
        ...(from !== undefined && { source: from }),
        ...(language !== undefined && { language }),
        ...(publishedAt !== undefined && { publishedAt }),
      };
      const event = splitEvent(one.article, one.word, { offset: at, at: at * HOUR_MS }, metadata);
      return new PostgresOutcomeRepository(writer).save([deliveryOf(event)]);
    }
    if (one.kind === 'label') {
      const { model, label, needsReview, shadow, indexes, time } = one;
      const changes = { modelVersion: model, label, needsReview, ...(shadow && { shadow: true as const }) };
      const events = indexes.map((index) => labelledEvent(one.article, one.word, index, changes));
      return new PostgresSentenceRepository(writer).save(events.map((event) => deliveryOf(event, time * HOUR_MS)));
    }
    if (one.kind === 'correct') {
      const { sentenceId } = labelledEvent(one.article, one.word, one.index);
      const said = { sentenceId, label: one.label, by: 'anna', reason: 'x' };
      return new PostgresCorrectionRepository(writer).save(said);
    }
    if (one.kind === 'copies') {
      const { syndicated, boilerplate } = one;
      return store.database.writer.query(
        'update sentence set syndicated = $2, boilerplate = $3 where article_id = $1',
        [one.article, syndicated, boilerplate],
      );
    }
    const { revision } = labelledEvent(one.article, one.word, 0);
    return store.database.writer.query('delete from sentence where article_id = $1 and revision = $2', [
      one.article,
      revision,
    ]);
  }

  /** Every count by every key, counted again from the sentences, and as the roll-ups and the changes have it. */
  async function recount() {
    const clock = CLOCKS.map((name) => `('${name}', ${name}_at)`).join(', ');
    const key = `clock, source, language, syndicated, boilerplate, at`;
    const sums = LABELS.flatMap((label) => [label, `${label}_review`]);
    const kept = sums.map((name) => `sum(${name})::int as ${name}`).join(', ');
    const from = `coalesce(source, '') as source, coalesce(language, '') as language, syndicated, boilerplate`;
    const fresh = LABELS.flatMap((label) => [
      `count(*) filter (where label = '${label}')::int as ${label}`,
      `count(*) filter (where label = '${label}' and needs_review)::int as ${label}_review`,
    ]).join(', ');
    const expected = await store.postgres.query(
      `select clock, ${from}, coalesce(date_bin('15 minutes', time, 'epoch'), '-infinity')::text as at, ${fresh}
      from sentence cross join lateral (values ${clock}) as c (clock, time)
      where current and label is not null group by clock, source, language, syndicated, boilerplate, 6 order by ${key}`,
    );
    const changes = `select clock, source, language, syndicated, boilerplate, coalesce(time, '-infinity') as at,
      ${sums.join(', ')} from count_change cross join lateral (values ${clock}) as c (clock, time)`;
    const nonZero = sums.map((name) => `sum(${name}) <> 0`).join(' or ');
    const found = await store.postgres.query(
      `select clock, source, language, syndicated, boilerplate, at::text, ${kept} from (
        select clock, source, language, syndicated, boilerplate, at, ${sums.join(', ')} from count_by_source
        union all ${changes}) as x group by ${key} having ${nonZero} order by ${key}`,
    );
    return { expected, found };
  }

  const histories = fc.array(step, { minLength: 5, maxLength: 30 });

  it('are those of the sentences, after any history and at any moment of folding', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.constantFrom(...CLOCKS), async (history, clock) => {
        await empty();
        for (const one of history) await take(one);
        const { expected, found } = await recount();
        expect(found).toEqual(expected);
        await expectSame(clock);
        while ((await folder.fold(5)) > 0);
        expect((await recount()).found).toEqual(expected);
        expect(await store.postgres.query('select from count_change')).toEqual([]);
        await expectSame(clock);
      }),
      { numRuns: 20 },
    );
  });

  /** Asks for the same once by the roll-ups and once sentence by sentence. */
  async function expectSame(clock: Clock): Promise<void> {
    const from = clock === 'stored' ? Date.now() - 48 * HOUR_MS : NOON - 90 * HOUR_MS;
    const to = from + 180 * HOUR_MS;
    const ranges = ZONES.map((zone, nth) => bucketEdges({ from, to, size: BUCKET_SIZES[nth] ?? 'day', zone }));
    const spans = [5, 3, 2].map((days) => ({ from: NOON + (days - 4) * DAY_MS, to: NOON + (days - 3.5) * DAY_MS }));
    for (const filter of filters) {
      // It does not change what is found, and is nothing that roll-ups know.
      const live = { ...filter, minConfidence: 0 };
      for (const edges of ranges) {
        const counted = await counts.between(clock, edges, live);
        expect(counted.basis).toBe('count');
        expect(await counts.between(clock, edges, filter)).toEqual({ ...counted, basis: 'rollup' });
      }
      const counted = await counts.in(clock, spans, live);
      expect(await counts.in(clock, spans, filter)).toEqual({ ...counted, basis: 'rollup' });
    }
  }

  it('are those of the sentences when several write, relabel and fold at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(histories, { minLength: 3, maxLength: 3 }), async (several) => {
        await empty();
        await Promise.all(
          several.map(async (history) => {
            for (const one of history) await take(one);
          }),
        );
        const { expected, found } = await recount();
        expect(found).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });

  it('are asked of the hours where they can be, of the quarters where a zone wants them, and else of the sentences', async () => {
    await take({ kind: 'split', article: 'a', word: 'first', at: 1, source: 'Times', language: 'en', hours: 0 });
    await new PostgresSentenceRepository(store.writer).save([deliveryOf(labelledEvent('a', 'first', 0))]);
    const day = (zone: string) => bucketEdges({ from: NOON, to: NOON + 1, size: 'day', zone });
    for (const [zone, basis] of [
      ['Europe/Berlin', 'rollup'],
      ['Asia/Kathmandu', 'rollup'],
      ['+00:07', 'count'],
    ] as const) {
      const { spans, ...how } = await counts.between('published', day(zone), {});
      expect([how.basis, spans.map(totalOf)]).toEqual([basis, [1]]);
    }
  });

  it('know how far they reach, and what has no time of the clock', async () => {
    for (const [name, hours] of [
      ['a', 0],
      ['b', 30],
      ['c', null],
    ] as const) {
      await take({ kind: 'split', article: name, word: 'first', at: 1, source: 'Times', language: 'en', hours });
      await new PostgresSentenceRepository(store.writer).save([deliveryOf(labelledEvent(name, 'first', 0))]);
    }
    const reach = { first: NOON, last: NOON + 30 * HOUR_MS, untimed: 1 };
    expect(await counts.reach('published', {})).toEqual(reach);
    await folder.fold(100);
    expect(await counts.reach('published', { source: 'Times' })).toEqual(reach);
    expect(await counts.reach('published', { source: 'Post' })).toEqual({ first: null, last: null, untimed: 0 });
  });
});
