import { describe, expect, it } from 'vitest';

import { verdictOf, worstOf } from './ledger-proof.js';

describe('the proof of the ledger', () => {
  it('takes an exception for open where something may be on its way, and for broken elsewhere', () => {
    expect(verdictOf({ settles: true }, 0)).toBe('holds');
    expect(verdictOf({ settles: true }, 1)).toBe('open');
    expect(verdictOf({ settles: false }, 1)).toBe('broken');
  });

  it('is as good as its worst equation, and proves nothing without one', () => {
    expect(worstOf(['holds', 'holds'])).toBe('holds');
    expect(worstOf(['holds', 'open'])).toBe('open');
    expect(worstOf(['unproven', 'open'])).toBe('unproven');
    expect(worstOf(['holds', 'broken', 'unproven'])).toBe('broken');
    expect(worstOf([])).toBe('unproven');
  });
});
