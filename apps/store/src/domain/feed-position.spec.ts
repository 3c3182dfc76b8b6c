import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { comparePositions, formatPosition, parsePosition } from './feed-position.js';

const positions = fc.record({ commit: fc.nat(), step: fc.nat() });

describe('a position of the change feed', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(positions, (position) => {
        expect(parsePosition(formatPosition(position))).toEqual(position);
      }),
    );
  });

  it.each(['', '1', '1.', '.1', '-1.2', '1.2.3', '01.2', '1.1e3', '１.2', '1 .2', '9999999999999999.1', 'latest'])(
    'is not %j',
    (text) => expect(parsePosition(text)).toBeUndefined(),
  );

  it('has an order: by commit, then by step', () => {
    fc.assert(
      fc.property(positions, positions, (one, other) => {
        const order = comparePositions(one, other);
        expect(order + comparePositions(other, one)).toBe(0);
        expect(order < 0).toBe(one.commit < other.commit || (one.commit === other.commit && one.step < other.step));
      }),
    );
  });
});
