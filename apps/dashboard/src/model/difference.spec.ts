import { describe, expect, it } from 'vitest';

import { differenceOf, differenceWords, isClear } from './difference.js';

describe('the difference of two shares', () => {
  // Newcombe 1998, table II, method 10.
  it.each([
    [{ part: 48, of: 80 }, { part: 56, of: 70 }, 0.2, 0.0524, 0.3339],
    [{ part: 3, of: 10 }, { part: 9, of: 10 }, 0.6, 0.1705, 0.809],
    [{ part: 0, of: 10 }, { part: 10, of: 10 }, 1, 0.6075, 1],
  ])('from %j to %j is %f, between %f and %f', (first, second, by, low, high) => {
    const difference = differenceOf(first, second);
    expect(difference?.by).toBeCloseTo(by, 4);
    expect(difference?.low).toBeCloseTo(low, 4);
    expect(difference?.high).toBeCloseTo(high, 4);
  });

  it('is not known of nothing', () => {
    expect(differenceOf({ part: 0, of: 0 }, { part: 1, of: 2 })).toBeUndefined();
  });

  it.each([
    [{ by: 0.12, low: 0.08, high: 0.16 }, '+12 points, +8 to +16', true],
    [{ by: -0.3, low: -0.52, high: -0.004 }, '−30 points, −52 to 0', true],
    [{ by: 0.01, low: -0.02, high: 0.04 }, '+1 point, no more than chance', false],
    [{ by: -0.001, low: -0.02, high: 0.04 }, '0 points, no more than chance', false],
  ])('%j is said as %s', (difference, words, clear) => {
    expect(differenceWords(difference)).toBe(words);
    expect(isClear(difference)).toBe(clear);
  });
});
