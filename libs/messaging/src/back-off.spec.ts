import { describe, expect, it } from 'vitest';

import { backOffMs } from './back-off.js';

describe('the back-off', () => {
  it.each([
    [1, 0, 100],
    [1, 1, 200],
    [2, 1, 400],
    [5, 1, 3_200],
    [6, 1, 5_000],
    [10_000, 1, 5_000],
    [10_000, 0, 2_500],
  ])('after attempt %i with chance %f waits %i ms', (attempt, random, ms) => {
    expect(backOffMs(attempt, random)).toBe(ms);
  });
});
