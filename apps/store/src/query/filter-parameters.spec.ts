import { LABELS } from '@sitrep/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CLOCKS } from '../domain/clock.js';
import { describeFilter, normalFilter, queryOf, type SentenceFilter } from '../domain/sentence-filter.js';
import { parseFilter } from './filter-parameters.js';
import { ProblemError } from './http/problem.js';

const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined });
const share = maybe(fc.integer({ min: 0, max: 1_000_000 }).map((millionths) => millionths / 1e6));
const text = (longest: number) => maybe(fc.string({ unit: 'grapheme', minLength: 1, maxLength: longest }));
const filters: fc.Arbitrary<SentenceFilter> = fc
  .record({
    label: maybe(fc.constantFrom(...LABELS)),
    minConfidence: share,
    needsReview: maybe(fc.boolean()),
    corrected: maybe(fc.boolean()),
    source: text(50),
    language: text(10),
    article: text(50),
    clock: maybe(fc.constantFrom(...CLOCKS)),
    times: fc.uniqueArray(fc.date({ min: new Date(0), max: new Date('2100'), noInvalidDate: true }), {
      maxLength: 2,
      selector: (date) => date.getTime(),
    }),
    q: text(50),
    state: maybe(fc.constantFrom('current' as const, 'superseded' as const)),
    stories: maybe(fc.constantFrom('all' as const, 'distinct' as const)),
    boilerplate: maybe(fc.boolean()),
  })
  .map(({ times, ...filter }) => {
    const [from, to] = times.map((date) => date.toISOString()).sort();
    return { ...filter, from, to };
  });

const isTiny = ({ minConfidence }: SentenceFilter): boolean => String(minConfidence ?? 0).includes('e');

describe('the language of filters', () => {
  it('has one query string for each filter, from which the same filter is read', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        fc.pre(!isTiny(filter));
        const query = queryOf(filter);
        expect(parseFilter(query)).toEqual(normalFilter(filter));
        expect(queryOf(parseFilter(query))).toBe(query);
      }),
    );
  });

  it.each<[SentenceFilter, string]>([
    [{}, ''],
    [{ state: 'current', stories: 'all', clock: 'stored' }, ''],
    [{ to: '2026-01-01T00:00:00.000Z' }, 'clock=published&to=2026-01-01T00%3A00%3A00.000Z'],
    [{ source: 'A & B', label: 'military' }, 'label=military&source=A+%26+B'],
  ])('writes %j as "%s"', (filter, query) => {
    expect(queryOf(filter)).toBe(query);
  });

  it.each([
    ['from=2026-01-31', { from: '2026-01-31T00:00:00.000Z' }],
    ['from=2026-01-31T01:00:00%2B02:00', { from: '2026-01-30T23:00:00.000Z' }],
  ])('reads the times of %s', (query, expected) => {
    expect(parseFilter(query)).toMatchObject(expected);
  });

  it.each([
    ['what it does not know', 'colour=red'],
    ['a parameter twice', 'label=military&label=diplomatic'],
    ['an unknown label', 'label=sports'],
    ['a time without an offset', 'from=2026-01-31T01:00:00'],
    ['a time that is none', 'from=2026-02-31'],
    ['an empty span of time', 'from=2026-01-31&to=2026-01-31'],
    ['bounds that leave nothing', 'none=0.8&maxNone=0.2'],
    ['a search that is too long', `q=${'a'.repeat(513)}`],
    ['a share above one', 'minConfidence=1.5'],
  ])('refuses %s', (_, query) => {
    expect(() => parseFilter(query)).toThrow(ProblemError);
  });

  it.each<[SentenceFilter, string]>([
    [{}, 'sentences'],
    [
      { label: 'military', source: 'Times', language: 'en', q: 'border', from: '2026-01-01T00:00:00.000Z' },
      'military sentences from “Times” in en with “border”, published since 2026-01-01T00:00:00.000Z',
    ],
    [
      { state: 'superseded', needsReview: false, corrected: true, minConfidence: 0.8, stories: 'distinct' },
      'superseded sentences, at least 0.8 sure, not to be reviewed, labelled by a person, without copies of articles',
    ],
    [
      { article: 'a-1', none: 0.1, maxNone: 0.5, boilerplate: false },
      'sentences of the article “a-1”, at least 0.1 unlike conflict news, at most 0.5 unlike conflict news, without boilerplate',
    ],
  ])('says what %j asks for', (filter, expected) => {
    expect(describeFilter(filter)).toBe(expected);
  });
});
