import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GUARDS, LANES, laneOf, packRows, packSums, valueOf } from './lanes.js';
import { BadModelFile } from './model-file.js';

const values = fc.array(fc.integer({ min: -85, max: 85 }), { minLength: 9, maxLength: 9 });

describe('Lanes', () => {
  it('add three channels at once, and show which peaks a sum exceeds', () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const [a, b, c] = packRows(Int8Array.from(first));
        const [d, e, f] = packRows(Int8Array.from(second));
        const sums = a! + b! + c!;
        const peaks = d! + e! + f!;
        const kept = ((peaks | GUARDS) - sums) & GUARDS;
        for (let lane = 0; lane < LANES; lane++) {
          const sum = first[lane]! + first[lane + 3]! + first[lane + 6]!;
          const peak = second[lane]! + second[lane + 3]! + second[lane + 6]!;
          expect(laneOf(sums, lane)).toBe(sum);
          expect(valueOf(a!, lane)).toBe(first[lane]);
          expect((kept >>> (lane * 10 + 9)) & 1).toBe(peak >= sum ? 1 : 0);
        }
      }),
    );
  });

  it('hold a floor that no sum reaches, and one that every sum passes', () => {
    const [packed] = packSums(Int32Array.of(5_000, -5_000, 12));
    expect([0, 1, 2].map((lane) => laneOf(packed!, lane))).toEqual([256, -255, 12]);
  });

  it.each([86, -86])('refuse a table value of %i', (value) => {
    expect(() => packRows(Int8Array.of(0, value, 0))).toThrow(BadModelFile);
  });
});
