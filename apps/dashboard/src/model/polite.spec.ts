import { describe, expect, it } from 'vitest';

import { waitMs } from './polite.js';

describe('what is said of a list that changes', () => {
  it.each([
    [undefined, 5_000, 0],
    [0, 5_000, 25_000],
    [0, 30_000, 0],
    [0, 90_000, 0],
  ])('after %j, at %d ms, waits %d ms', (last, now, wait) => {
    expect(waitMs(last, now)).toBe(wait);
  });
});
