import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { GUARDS, LANES, laneOf, packRows, packSums, valueOf } from './lanes.js';
import { BadModelFile } from './model-file.js';

const values = fc.array(fc.integer({ min: -63, max: 63 }), { minLength: 12, maxLength: 12 });

const sumOf = (of: readonly number[], lane: number): number =>
  of[lane]! + of[lane + 3]! + of[lane + 6]! + of[lane + 9]!;

describe('Lanes', () => {
  it('add three channels at once, and show which peaks a sum exceeds', () => {
    fc.assert(
      fc.property(values, values, (first, second) => {
        const [a, b, c, d] = packRows(Int8Array.from(first));
        const [e, f, g, h] = packRows(Int8Array.from(second));
        const sums = a! + b! + c! + d!;
        const peaks = e! + f! + g! + h!;
        const kept = ((peaks | GUARDS) - sums) & GUARDS;
        for (let lane = 0; lane < LANES; lane++) {
          const sum = sumOf(first, lane);
          const peak = sumOf(second, lane);
          expect(laneOf(sums, lane)).toBe(sum);
          expect(valueOf(a!, lane)).toBe(first[lane]);
          expect((kept >>> (lane * 10 + 9)) & 1).toBe(peak >= sum ? 1 : 0);
        }
      }),
    );
  });

  it('hold a floor that no sum reaches, and one that every sum passes', () => {
    const [packed] = packSums(Int32Array.of(5_000, -5_000, 12));
    expect([0, 1, 2].map((lane) => laneOf(packed!, lane))).toEqual([259, -252, 12]);
  });

  it.each([64, -64])('refuse a table value of %i', (value) => {
    expect(() => packRows(Int8Array.of(0, value, 0))).toThrow(BadModelFile);
  });
});
