import { describe, expect, it } from 'vitest';

import { rateOf, withStanding, type Standing } from './progress-rate.js';

const standingsOf = (standings: readonly Standing[]): readonly Standing[] =>
  standings.reduce<readonly Standing[]>(withStanding, []);

describe('the rate of a partition', () => {
  it('is unknown until there are two moments to compare', () => {
    expect(rateOf([])).toEqual({ inPerSecond: undefined, outPerSecond: undefined });
    expect(rateOf(standingsOf([{ at: 0, next: 5, high: 9 }]))).toEqual({
      inPerSecond: undefined,
      outPerSecond: undefined,
    });
  });

  it('tells what came and what was done, over the last minute', () => {
    const standings = standingsOf([
      { at: 0, next: 0, high: 1_000 },
      { at: 60_000, next: 0, high: 1_000 },
      { at: 90_000, next: 300, high: 1_060 },
      { at: 120_000, next: 600, high: 1_120 },
    ]);
    expect(standings).toHaveLength(3);
    expect(rateOf(standings)).toEqual({ inPerSecond: 2, outPerSecond: 10 });
  });

  it('begins anew when an offset falls, as after a replay', () => {
    const standings = standingsOf([
      { at: 0, next: 900, high: 1_000 },
      { at: 10_000, next: 0, high: 1_000 },
      { at: 20_000, next: 50, high: 1_000 },
    ]);
    expect(rateOf(standings)).toEqual({ inPerSecond: 0, outPerSecond: 5 });
  });
});
