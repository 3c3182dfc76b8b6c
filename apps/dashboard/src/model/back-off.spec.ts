import { describe, expect, it } from 'vitest';

import { backOffMs } from './back-off.js';

describe('the rest after a failure', () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [4, 16_000],
    [5, 30_000],
    [2_000, 30_000],
  ])('after %i others is half of at most, or all of, %i ms', (failures, longest) => {
    expect(backOffMs(failures, 0)).toBe(longest / 2);
    expect(backOffMs(failures, 1)).toBe(longest);
  });
});
