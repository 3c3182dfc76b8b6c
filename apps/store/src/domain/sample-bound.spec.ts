import { sentenceIdOf } from '@sitrep/contracts';
import { describe, expect, it } from 'vitest';

import { sampleOf, wayTo } from './sample-bound.js';

const ids = Array.from({ length: 4_000 }, (_, index) => sentenceIdOf(`a-${index % 7}`, 'r', index));

describe('a sample of sentences by their ids', () => {
  it.each([
    [10, 10],
    [0, 10],
  ])('is all of them, where there are %i and %i are wanted', (all, wanted) => {
    const { share, bound } = sampleOf(all, wanted);
    expect([share, ids.every((id) => id <= bound)]).toEqual([1, true]);
  });

  it.each([400, 1_000, 3_000])('has about as many as are wanted: %i', (wanted) => {
    const { bound } = sampleOf(ids.length, wanted);
    const found = ids.filter((id) => id <= bound).length;
    expect(Math.abs(found - wanted)).toBeLessThan(5 * Math.sqrt(wanted));
  });

  it('tells how much of the way is done', () => {
    expect(wayTo('80000000-0000-5000-8000-000000000000')).toBe(0.5);
    expect(wayTo(sampleOf(100, 25).bound)).toBe(0.25);
  });
});
