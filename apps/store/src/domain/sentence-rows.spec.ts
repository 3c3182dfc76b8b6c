import { labelledEvent } from '@sitrep/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { foldSentences, type TimedLabel } from './sentence-rows.js';

const label = (index: number, modelVersion: string, labelledAt: number, shadow = false, article = 'a'): TimedLabel => ({
  event: labelledEvent(article, 'first', index, { modelVersion }),
  labelledAt,
  shadow,
});

describe('folding labelled sentences', () => {
  it('gives the rows in one order, whatever order the events come in', () => {
    const batch = ['b', 'a'].flatMap((article) => [0, 1, 2].map((index) => label(index, 'm', 0, false, article)));
    fc.assert(
      fc.property(fc.shuffledSubarray(batch, { minLength: batch.length }), (shuffled) => {
        const places = foldSentences(shuffled).map(({ event }) => `${event.articleId}${event.index}`);
        expect(places).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
      }),
    );
  });

  it('gives one row a sentence, and one label a model: from its first time, a shadow only if it always was', () => {
    const [row, ...others] = foldSentences([
      label(0, 'n', 7),
      label(0, 'm', 5, true),
      label(0, 'm', 3),
      label(0, 'm', 4, true),
    ]);
    expect(others).toEqual([]);
    expect(row?.labels).toMatchObject([
      { event: { modelVersion: 'm' }, labelledAt: 3, shadow: false },
      { event: { modelVersion: 'n' }, labelledAt: 7 },
    ]);
    expect(row?.effective?.event.modelVersion).toBe('m');
  });

  it.each([
    ['the earliest', [label(0, 'm', 5), label(0, 'n', 4)], 'n'],
    ['of equally early ones the first version', [label(0, 'n', 4), label(0, 'm', 4)], 'm'],
    ['no shadow', [label(0, 'm', 1, true), label(0, 'n', 4)], 'n'],
    ['none, when all are shadows', [label(0, 'm', 1, true)], undefined],
  ])('lets %s count', (_, batch, expected) => {
    expect(foldSentences(batch)[0]?.effective?.event.modelVersion).toBe(expected);
  });
});
