import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Throttle } from './throttle.js';

describe('a throttle', () => {
  it('lets the first work through at once, and the next when the first has had its time', () => {
    const throttle = new Throttle(100, 0);
    expect([throttle.pauseFor(50, 0), throttle.pauseFor(50, 0), throttle.pauseFor(1, 900)]).toEqual([0, 500, 100]);
  });

  it('does not make up for time in which nothing was done', () => {
    const throttle = new Throttle(100, 0);
    throttle.pauseFor(50, 0);
    expect([throttle.pauseFor(50, 60_000), throttle.pauseFor(50, 60_000)]).toEqual([0, 500]);
  });

  it('never exceeds its rate over any stretch of work', () => {
    const batches = fc.array(fc.record({ items: fc.integer({ min: 1, max: 500 }), takes: fc.nat(1_000) }), {
      minLength: 2,
    });
    fc.assert(
      fc.property(batches, (all) => {
        const throttle = new Throttle(1_000, 0);
        let [now, done] = [0, 0];
        for (const { items, takes } of all) {
          now += throttle.pauseFor(items, now);
          expect(done).toBeLessThanOrEqual(now + 1e-6);
          done += items;
          now += takes;
        }
      }),
    );
  });
});
