import { describe, expect, it } from 'vitest';

import { partsOf, queryOf, readFilter, withParts } from './sentence-filter.js';

const read = (query: string) => readFilter(new URLSearchParams(query));

describe('the filter of sentences', () => {
  it.each([
    'label=military&q=%22armoured+convoy%22+-exercise',
    'source=A+%26+B&from=2026-01-01&to=2026-02-01T00%3A00%3A00.000Z&clock=received',
    'minConfidence=0.85&needsReview=true&corrected=false&stories=distinct&boilerplate=false',
    '',
  ])('is read from %j and written as it was', (query) => {
    expect(queryOf(read(query))).toBe(query);
  });

  it.each(['label=civil', 'q=%20', 'from=yesterday', 'clock=wall', 'minConfidence=2', 'needsReview=1', 'colour=red'])(
    'leaves out %s, which the API would not take',
    (query) => {
      expect(read(query)).toEqual({});
    },
  );

  it('is changed in parts', () => {
    expect(withParts({ label: 'military', q: 'x' }, { q: undefined, source: 'A' })).toEqual({
      label: 'military',
      source: 'A',
    });
    expect(withParts({ q: 'x' }, { q: '' })).toEqual({});
  });

  it('says in words what has no control in sight, and what is left without it', () => {
    const filter = read('label=military&source=Times&from=2026-01-01&clock=received&stories=distinct');
    expect(partsOf(filter, 'UTC').map(({ text, without }) => [text, queryOf(without)])).toEqual([
      ['from Times', 'label=military&from=2026-01-01&clock=received&stories=distinct'],
      ['received since 1 Jan 2026', 'label=military&source=Times&stories=distinct'],
      ['without copies', 'label=military&source=Times&from=2026-01-01&clock=received'],
    ]);
  });

  it.each([
    ['from=2026-01-30T19:30:00.000Z&to=2026-01-31T19:30:00.000Z', 'since 31 Jan 2026', 'until 31 Jan 2026'],
    ['from=2026-01-31&to=2026-02-01', 'since 31 Jan 2026, 04:30', 'before 1 Feb 2026, 04:30'],
    ['from=2026-99-99&to=2026-99-99', 'since 2026-99-99', 'before 2026-99-99'],
  ])('says the times of %s in the zone that is shown: %s, %s', (query, from, to) => {
    expect(partsOf(read(query), 'Asia/Kabul').map(({ text }) => text)).toEqual([
      `published ${from}`,
      `published ${to}`,
    ]);
  });

  it('says shares as percent, as everything else does', () => {
    expect(partsOf(read('minConfidence=0.85&maxNone=0.5'), 'UTC').map(({ text }) => text)).toEqual([
      'at least 85% sure',
      'at most 50% unlike conflict news',
    ]);
  });
});
