import { describe, expect, it } from 'vitest';

import { changeAgainst, earlierWindows } from './change.js';

describe('change against what is usual', () => {
  it.each([
    [126, [100, 100], 'surge'],
    [125, [100, 100], 'rise'],
    [110, [90, 110], 'rise'],
    [109, [100, 100], 'steady'],
    [75, [100, 100], 'steady'],
    [74, [100, 100], 'fall'],
    [5, [2, 2], 'limited'],
    [6, [2, 2], 'surge'],
    [5, [3, 2], 'surge'],
    [0, [0, 0], 'limited'],
    [9, [0, 0], 'surge'],
    [9, [1], 'unknown'],
    [9, [], 'unknown'],
  ] as const)('is of %s after %j: %s', (now, earlier, band) => {
    expect(changeAgainst(now, earlier).band).toBe(band);
  });

  it('says by how much, and against how many windows', () => {
    expect(changeAgainst(30, [10, 20, 30])).toEqual({ windows: 3, mean: 20, change: 0.5, band: 'surge' });
    expect(changeAgainst(7, [0, 0])).toEqual({ windows: 2, mean: 0, change: null, band: 'surge' });
    expect(changeAgainst(7, [])).toEqual({ windows: 0, mean: null, change: null, band: 'unknown' });
  });

  const DAY = 86_400_000;

  it('compares a day with the same day of the weeks before, as far as there is something', () => {
    expect(earlierWindows({ from: 30 * DAY, to: 31 * DAY }, 52, 9 * DAY)).toEqual([
      { from: 23 * DAY, to: 24 * DAY },
      { from: 16 * DAY, to: 17 * DAY },
      { from: 9 * DAY, to: 10 * DAY },
    ]);
  });

  it('compares a longer window with those before it, none of which overlap', () => {
    expect(earlierWindows({ from: 100 * DAY, to: 110 * DAY }, 2, 0)).toEqual([
      { from: 86 * DAY, to: 96 * DAY },
      { from: 72 * DAY, to: 82 * DAY },
    ]);
  });
});
