import { describe, expect, it } from 'vitest';

import { balanceOf, sumOf } from './ledger.js';

describe('the ledger', () => {
  it.each([
    ['all stored', { split: 3, stored: 3, dead: 0, deadLabelled: 0 }, { labelled: 3, inFlight: 0, balanced: true }],
    [
      'one rejected by the classifier',
      { split: 3, stored: 2, dead: 1, deadLabelled: 0 },
      { labelled: 2, balanced: true },
    ],
    ['one rejected by the store', { split: 3, stored: 2, dead: 1, deadLabelled: 1 }, { labelled: 3, balanced: true }],
    ['one on its way', { split: 3, stored: 2, dead: 0, deadLabelled: 0 }, { inFlight: 1, balanced: false }],
    ['one too many', { split: 3, stored: 4, dead: 0, deadLabelled: 0 }, { inFlight: -1, balanced: false }],
    [
      'no manifest yet',
      { split: null, stored: 2, dead: 0, deadLabelled: 0 },
      { split: 0, inFlight: -2, balanced: false },
    ],
    ['no manifest, and nothing else', { split: null, stored: 0, dead: 0, deadLabelled: 0 }, { balanced: false }],
  ])('with %s', (_, counts, expected) => {
    expect(balanceOf(counts)).toMatchObject(expected);
  });

  it('is not balanced where one article has too many and another too few', () => {
    const missing = balanceOf({ split: 3, stored: 2, dead: 0, deadLabelled: 0 });
    const double = balanceOf({ split: 3, stored: 4, dead: 0, deadLabelled: 0 });
    expect(sumOf([missing, double])).toEqual({
      ...{ split: 6, labelled: 6, stored: 6, deadLettered: 0, inFlight: 0 },
      balanced: false,
    });
  });
});
