import type { ArticleOutcome } from '@sitrep/contracts';
import { deliveryOf, labelledEvent, NOON, retractedEvent, splitEvent } from '@sitrep/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TestStore } from '../../test/test-store.js';
import { CLOCKS } from '../domain/clock.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { type SentenceOrder, SORTS } from '../domain/sentence-order.js';
import { BatchWriter } from './batch-writer.js';
import { PostgresCorrectionRepository } from './correction.repository.js';
import { PostgresOutcomeRepository } from './outcome.repository.js';
import { SearchReader } from './search-reader.js';
import { SentenceReader } from './sentence-reader.js';
import { PostgresSentenceRepository } from './sentence.repository.js';

const LABELS = ['military', 'diplomatic', 'humanitarian'] as const;
const PERSONS = 'diplomatic';
const TEXTS = [
  'Troops left the city.',
  'Talks on a cease-fire failed in Genève.',
  'The city has no water: troops said so.',
];
const SEARCHES: Readonly<Record<string, (text: string) => boolean>> = {
  troop: (text) => /troops/i.test(text),
  'city -water': (text) => /city/.test(text) && !/water/.test(text),
  '"left the city" or genève': (text) => /left the city|Genève/.test(text),
  '-troops': (text) => !/troops/i.test(text),
  parliament: () => false,
};

/** Of the article: where it comes from, its language, its times in milliseconds after noon; what becomes of it. */
const ARTICLES = [
  { id: 'a', at: 1, published: -5, source: 'Times', language: 'en', state: 'current' },
  { id: 'b', at: 2, published: undefined, source: 'Post', language: 'fr', state: 'current' },
  { id: 'c', at: 3, published: -9, source: undefined, language: undefined, state: 'current' },
  { id: 'd', at: 4, published: -5, source: 'Times', language: 'en', state: 'superseded' },
  { id: 'e', at: 5, published: -1, source: 'Post', language: 'en', state: 'retracted' },
] as const;

const time = (ms: number | undefined) => (ms === undefined ? undefined : NOON + ms);
const iso = (ms: number) => new Date(NOON + ms).toISOString();

/** Of each article three sentences; every second is unsure, and the last of each article was labelled by a person. */
const sentences = ARTICLES.flatMap((article, at) =>
  TEXTS.map((text, index) => {
    const number = at * 3 + index;
    const corrected = index === 2;
    const label = LABELS[number % 3] ?? 'military';
    const [confidence, none] = [number / 15, (number % 5) / 5];
    const needsReview = number % 2 === 0;
    return {
      event: labelledEvent(article.id, article.id, index, { text, label, confidence, none, needsReview }),
      delivered: 20 - number,
      text,
      article: article.id,
      source: article.source,
      language: article.language,
      state: article.state === 'current' ? 'current' : 'superseded',
      label: corrected ? PERSONS : label,
      confidence: corrected ? undefined : confidence,
      none: corrected ? undefined : none,
      needsReview: !corrected && needsReview,
      corrected,
      syndicated: article.id === 'b',
      boilerplate: index === 0,
      published: time(article.published),
      received: time(article.at),
    };
  }),
);

const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 3 });
const filters: fc.Arbitrary<SentenceFilter> = fc.record({
  label: maybe(LABELS),
  corrected: maybe([true, false]),
  needsReview: maybe([true, false]),
  minConfidence: maybe([0, 0.4, 1]),
  none: maybe([0, 0.4]),
  maxNone: maybe([0.4, 1]),
  article: maybe(['a', 'e', 'z']),
  source: maybe(['Times', 'Post', 'Nobody']),
  language: maybe(['en', 'fr']),
  from: maybe([iso(-6), iso(2)]),
  to: maybe([iso(-4), iso(3)]),
  clock: maybe(['published', 'received'] as const),
  q: maybe(Object.keys(SEARCHES)),
  state: maybe(['current', 'superseded'] as const),
  stories: maybe(['all', 'distinct'] as const),
  boilerplate: maybe([true, false]),
});

type Row = (typeof sentences)[number];
const EXACT = ['label', 'corrected', 'needsReview', 'article', 'source', 'language', 'boilerplate'] as const;

/** The language of filters, once more and plainly. */
function passes(row: Row, filter: SentenceFilter): boolean {
  const { minConfidence, none, maxNone, from, to, clock = 'published', q, state = 'current', stories } = filter;
  const at = clock === 'published' ? row.published : row.received;
  return (
    EXACT.every((name) => filter[name] === undefined || row[name] === filter[name]) &&
    row.state === state &&
    (minConfidence === undefined || row.corrected || (row.confidence ?? -1) >= minConfidence) &&
    (none === undefined || (row.none ?? -1) >= none) &&
    (maxNone === undefined || row.corrected || (row.none ?? 2) <= maxNone) &&
    (from === undefined || (at !== undefined && at >= Date.parse(from))) &&
    (to === undefined || (at !== undefined && at < Date.parse(to))) &&
    (q === undefined || SEARCHES[q]?.(row.text) === true) &&
    (stories !== 'distinct' || !row.syndicated)
  );
}

describe('filtering sentences', () => {
  let store: TestStore;
  let reader: SentenceReader;
  /** When each was stored and labelled: the database's and a person's clock. */
  const times = new Map<string, { readonly stored: number; readonly labelled: number; readonly position: number }>();

  beforeAll(async () => {
    store = await TestStore.start();
    await fill(store.writer);
    await store.postgres.query(`update sentence set boilerplate = sentence_index = 0, syndicated = article_id = 'b'`);
    const rows = await store.postgres.query<{ id: string; position: string; stored: number; labelled: number }>(
      `select sentence_id as id, position, extract(epoch from stored_at)::float8 as stored,
         extract(epoch from labelled_at)::float8 as labelled from sentence`,
    );
    for (const { id, position, stored, labelled } of rows) {
      times.set(id, { stored, labelled, position: Number(position) });
    }
    reader = new SentenceReader(store.reader);
  });

  afterAll(() => store.stop());

  const keyOf = (row: Row, by: SentenceOrder['by']): number | undefined =>
    by === 'stored' || by === 'labelled' ? times.get(row.event.sentenceId)?.[by] : row[by];

  const expected = (filter: SentenceFilter, { by, order }: SentenceOrder): readonly string[] => {
    const place = (row: Row) => times.get(row.event.sentenceId)?.position ?? 0;
    const rows = sentences.filter((row) => passes(row, filter) && keyOf(row, by) !== undefined);
    rows.sort((a, b) => (keyOf(a, by) ?? 0) - (keyOf(b, by) ?? 0) || place(a) - place(b));
    return (order === 'asc' ? rows : rows.reverse()).map(({ event }) => event.sentenceId);
  };

  it('gives what is asked for, however filters are combined and in any order, page by page, and counts it', async () => {
    const orders = fc.record({ by: fc.constantFrom(...SORTS), order: fc.constantFrom('asc', 'desc') });
    await fc.assert(
      fc.asyncProperty(filters, orders, fc.integer({ min: 1, max: 5 }), async (filter, order, limit) => {
        const found: string[] = [];
        for (let after: Awaited<ReturnType<typeof reader.page>>[number]['place'] | undefined; ;) {
          const page = await reader.page({ filter, order, limit, after });
          found.push(...page.map(({ sentence }) => sentence.sentenceId));
          after = page.at(-1)?.place;
          if (page.length < limit) break;
        }
        expect(found).toEqual(expected(filter, order));
        expect(await reader.count(filter, order.by)).toBe(found.length);
      }),
      { numRuns: 400 },
    );
  });

  it.each(CLOCKS)('knows a filter by the clock %s', async (clock) => {
    const filter = { from: iso(-100), to: '9999-01-01T00:00:00.000Z', clock } as const;
    const found = await reader.count(filter, 'stored');
    expect(found).toBe(clock === 'published' ? 6 : 9);
  });

  it('says about how many there are without counting them', async () => {
    await store.postgres.query('analyze sentence');
    expect(await reader.estimate({}, 'stored')).toBeGreaterThan(0);
  });

  it('finds where the words of a search stand, in UTF-16 code units, in any form and without those it excludes', async () => {
    const search = new SearchReader(store.reader);
    const stems = await search.stems('"cease-fire" or (genève fails) -troops');
    const { event } = sentences[1]!;
    const places = await search.places([event.sentenceId], stems ?? []);
    const found = places.get(event.sentenceId)?.map(({ start, end }) => event.text.slice(start, end));
    expect(found).toEqual(['cease', 'fire', 'failed', 'Genève']);
  });

  it.each([
    ['nothing but words that every text has', 'the of', undefined],
    ['nothing but marks', '!?', undefined],
    ['only what must not be there', '-troops', []],
    ['an odd word', "o'neill example.com/a?b=1", ['o', 'neill', 'example.com/a?b=1', 'example.com', '/a?b=1']],
  ])('knows a search for %s', async (_, q, stems) => {
    const found = await new SearchReader(store.reader).stems(q);
    expect(found && new Set(found)).toEqual(stems && new Set(stems));
  });
});

async function fill(writer: BatchWriter): Promise<void> {
  const outcomes = new PostgresOutcomeRepository(writer);
  const save = (events: readonly ArticleOutcome[]) => outcomes.save(events.map((event) => deliveryOf(event)));
  const manifests = ARTICLES.map(({ id, at, published, source, language }) =>
    splitEvent(
      id,
      id,
      { offset: at, at },
      {
        ...(source !== undefined && { source }),
        ...(language !== undefined && { language }),
        ...(published !== undefined && { publishedAt: iso(published) }),
      },
    ),
  );
  await save(manifests.slice(2));
  const repository = new PostgresSentenceRepository(writer);
  for (const part of [sentences.slice(0, 7), sentences.slice(7)]) {
    await repository.save(part.map(({ event, delivered }) => deliveryOf(event, delivered)));
  }
  await save(manifests.slice(0, 2));
  await save([splitEvent('d', 'later', { offset: 8, at: 8 }), retractedEvent('e', { offset: 9, at: 9 })]);
  const corrections = new PostgresCorrectionRepository(writer);
  for (const { event, corrected } of sentences) {
    const word = { sentenceId: event.sentenceId, label: PERSONS, by: 'anna', reason: 'x' } as const;
    if (corrected) await corrections.save(word);
  }
}
