import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { UnitWindow } from './unit-window.js';

const CODE_UNITS = 0x10000;
const TABLE = Uint8Array.from({ length: CODE_UNITS }, (_, unit) => (unit === '.'.charCodeAt(0) ? 1 : 0));
/** More than two windows. */
const FAR = 20_000;

describe('UnitWindow', () => {
  it('finds what indexOf finds, near and far', () => {
    const gaps = fc.array(fc.nat({ max: FAR }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(gaps, fc.constantFrom('a', 'é', '漢', '\uD800'), (lengths, filler) => {
        const text = lengths.map((length) => filler.repeat(length)).join('.');
        const window = new UnitWindow(text);
        for (const from of [0, lengths[0] ?? 0, (lengths[0] ?? 0) + 1]) {
          const found = text.indexOf('.', from);
          expect(window.find(TABLE, from, text.length)).toBe(found < 0 ? Math.max(from, text.length) : found);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('goes no further than the limit', () => {
    const window = new UnitWindow('aaaa.');
    expect([window.find(TABLE, 0, 3), window.find(TABLE, 3, 5), window.find(TABLE, 0, 5)]).toEqual([3, 4, 4]);
  });
});
