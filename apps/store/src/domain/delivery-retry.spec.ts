import { describe, expect, it } from 'vitest';

import { retryOf } from './delivery-retry.js';

describe('trying a delivery again', () => {
  it.each([
    [1, 5_000],
    [2, 10_000],
    [5, 80_000],
    [10, 2_560_000],
    [11, 3_600_000],
    [19, 3_600_000],
  ])('after %i failures waits %i ms at most, and three quarters of that at least', (failures, afterMs) => {
    expect(retryOf(failures, 1)).toEqual({ kind: 'again', afterMs });
    expect(retryOf(failures, 0)).toEqual({ kind: 'again', afterMs: afterMs * 0.75 });
  });

  it('is given up after 20', () => expect(retryOf(20, 0)).toEqual({ kind: 'never' }));
});
