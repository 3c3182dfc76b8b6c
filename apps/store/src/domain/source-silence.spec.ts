import { describe, expect, it } from 'vitest';

import { judgeSilence } from './source-silence.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

describe('the silence of a source', () => {
  it('begins after twice the gap that nine of ten are within', () => {
    const gaps = [1, 1, 1, 2, 2, 2, 3, 3, 4, 90].map((hours) => hours * HOUR);
    const usual = { usualGapMs: 4 * HOUR, expectedBy: 8 * HOUR };
    expect(judgeSilence(gaps, 0, 8 * HOUR)).toEqual({ ...usual, silent: false });
    expect(judgeSilence(gaps.toReversed(), 0, 8 * HOUR + 1)).toEqual({ ...usual, silent: true });
  });

  it('is none within the hour, however busy the source is', () => {
    const gaps = Array.from({ length: 9 }, () => 15 * MINUTE);
    expect(judgeSilence(gaps, 0, 59 * MINUTE).silent).toBe(false);
    expect(judgeSilence(gaps, 0, 61 * MINUTE).silent).toBe(true);
  });

  it('is not judged before the source has habits', () => {
    expect(judgeSilence([HOUR, HOUR, HOUR, HOUR], 0, 900 * HOUR)).toEqual({
      usualGapMs: null,
      expectedBy: null,
      silent: false,
    });
  });
});
