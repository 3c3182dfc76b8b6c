import { LABELS } from '@sitrep/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { agreementOf, type Rate, type Verdicts, wilson } from './agreement.js';

const verdict = (changes: Partial<Verdicts> = {}): Verdicts => ({
  ...{ model: 'm', source: 'Wire', person: 'military', label: 'military', tenth: 9, review: false, count: 1 },
  ...{ confidence: 0.95, ...changes },
});

const sumOf = (rows: readonly Rate[], field: 'n' | 'agreed'): number => rows.reduce((sum, row) => sum + row[field], 0);

const verdicts = fc.array(
  fc.record({
    model: fc.constantFrom('m', 'n'),
    source: fc.constantFrom('Wire', 'Paper', null),
    person: fc.constantFrom(...LABELS),
    label: fc.constantFrom(...LABELS),
    tenth: fc.nat(9),
    review: fc.boolean(),
    count: fc.integer({ min: 1, max: 20 }),
    confidence: fc.nat(20),
  }),
  { maxLength: 30 },
);

describe('agreement of people and models', () => {
  it('counts what they say alike, by label, source, confidence and whether the model was sure', () => {
    const all = [
      verdict({ count: 8, confidence: 7.6 }),
      verdict({ label: 'humanitarian', count: 2, confidence: 1.2, tenth: 5, review: true, source: null }),
    ];
    expect(agreementOf(all)).toMatchObject([
      {
        ...{ modelVersion: 'm', n: 10, agreed: 8, share: 0.8 },
        ...{ sure: { n: 8, share: 1 }, review: { n: 2, share: 0 } },
        byLabel: [{ label: 'military', n: 10 }, { n: 0, share: null }, { n: 0 }],
        bySource: [
          { source: 'Wire', n: 8 },
          { source: null, n: 2 },
        ],
        byConfidence: [
          { from: 0.5, to: 0.6, mean: 0.6, share: 0 },
          { from: 0.9, to: 1, mean: 0.95, share: 1 },
        ],
      },
    ]);
    expect(agreementOf(all)[0]?.confusion.filter(({ count }) => count > 0)).toEqual([
      { person: 'military', model: 'military', count: 8 },
      { person: 'military', model: 'humanitarian', count: 2 },
    ]);
  });

  it('counts every verdict once in each of its tables', () => {
    fc.assert(
      fc.property(verdicts, (all) => {
        for (const { n, agreed, ...tables } of agreementOf(all)) {
          const all4: readonly (readonly Rate[])[] = [
            tables.byLabel,
            tables.bySource,
            tables.byConfidence,
            [tables.sure, tables.review],
          ];
          const sums = all4.map((rows) => [sumOf(rows, 'n'), sumOf(rows, 'agreed')]);
          expect(sums).toEqual(Array.from({ length: 4 }, () => [n, agreed]));
          expect(tables.confusion.reduce((sum, { count }) => sum + count, 0)).toBe(n);
        }
      }),
    );
  });

  it.each([
    [0, 0, null, 0, 1],
    [8, 10, 0.8, 0.4902, 0.9433],
    [10, 10, 1, 0.7225, 1],
    [0, 10, 0, 0, 0.2775],
  ])('gives %i of %i its interval', (agreed, n, share, low, high) => {
    const rate = wilson(agreed, n);
    expect(rate.share).toBe(share);
    expect(rate.low).toBeCloseTo(low, 4);
    expect(rate.high).toBeCloseTo(high, 4);
  });
});
