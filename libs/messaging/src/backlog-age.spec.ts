import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BacklogAge } from './backlog-age.js';

describe('the age of a backlog', () => {
  it('is 0 where all is consumed', () => {
    const ages = new BacklogAge();
    expect(ages.see('t/0', 0, 0, 1_000)).toBe(0);
    expect(ages.see('t/0', 7, 7, 2_000)).toBe(0);
  });

  it('counts from when the oldest unconsumed record came, and falls as the group moves', () => {
    const ages = new BacklogAge();
    ages.see('t/0', 10, 10, 0);
    ages.see('t/0', 10, 20, 1_000);
    ages.see('t/0', 10, 20, 5_000);
    ages.see('t/0', 10, 30, 6_000);
    expect(ages.see('t/0', 10, 30, 9_000)).toBe(9_000);
    expect(ages.see('t/0', 15, 30, 9_000)).toBe(8_500);
    expect(ages.see('t/0', 25, 30, 9_000)).toBe(3_500);
    expect(ages.see('t/0', 30, 30, 9_000)).toBe(0);
  });

  it('asks for the past of a backlog that was there before it looked, and believes it', () => {
    const ages = new BacklogAge();
    expect(ages.needsPast('t/0', 5, 10)).toBe(true);
    ages.recall('t/0', [
      { at: 60_000, high: 8 },
      { at: 0, high: 4 },
    ]);
    expect(ages.needsPast('t/0', 5, 10)).toBe(false);
    expect(ages.see('t/0', 5, 10, 100_000)).toBe(85_000);
  });

  it('begins anew when a topic was made anew', () => {
    const ages = new BacklogAge();
    ages.see('t/0', 100, 100, 0);
    ages.see('t/0', 0, 3, 1_000);
    expect(ages.see('t/0', 0, 3, 2_000)).toBe(1_000);
  });

  it('forgets the partitions that are of no interest any more', () => {
    const ages = new BacklogAge();
    ages.see('t/0', 0, 5, 0);
    ages.retain([]);
    expect(ages.see('t/0', 0, 5, 9_000)).toBe(0);
  });

  it('is not below the truth when the past was thinned out', () => {
    const ages = new BacklogAge();
    ages.see('t/0', 0, 0, 0);
    for (let nth = 1; nth <= 5_000; nth++) ages.see('t/0', 0, nth, nth * 1_000);
    expect(ages.see('t/0', 0, 5_000, 5_000_000)).toBeGreaterThanOrEqual(4_999_000);
    expect(ages.see('t/0', 2_500, 5_000, 5_000_000)).toBeGreaterThanOrEqual(2_499_000);
  });

  it('is never below the truth, nor above it by more than the time between two looks, however records come and go', () => {
    const step = fc.record({ appended: fc.nat(5), consumed: fc.nat(7), ms: fc.integer({ min: 1, max: 10_000 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 150 }), (steps) => {
        const ages = new BacklogAge();
        const appendedAt: number[] = [];
        let [at, committed, longest] = [0, 0, 0];
        ages.see('t/0', 0, 0, 0);
        for (const { appended, consumed, ms } of steps) {
          at += ms;
          longest = Math.max(longest, ms);
          for (let nth = 0; nth < appended; nth++) appendedAt.push(at);
          committed = Math.min(appendedAt.length, committed + consumed);
          const age = ages.see('t/0', committed, appendedAt.length, at);
          const since = appendedAt[committed];
          const truth = since === undefined ? 0 : at - since;
          expect(age).toBeGreaterThanOrEqual(truth);
          expect(age).toBeLessThanOrEqual(since === undefined ? 0 : truth + longest);
        }
      }),
      { numRuns: 50 },
    );
  });
});
