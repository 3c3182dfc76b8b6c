import { describe, expect, it } from 'vitest';

import { boundariesOf, compare, NO_COUNTS, scoresOf, sum } from './score.js';

describe('the score of boundaries', () => {
  it.each([
    [['He came.', 'She left.'], [6]],
    [
      ['He came.', ' \n', 'She left.', 'All did.'],
      [6, 14],
    ],
    [['He came. She left.'], []],
    [[], []],
  ])('a boundary is the last visible character of a sentence, the last sentence apart: %j', (sentences, boundaries) => {
    expect(boundariesOf(sentences)).toEqual(boundaries);
  });

  it('blanks count nowhere', () => {
    expect(compare(['He  came.', 'She left.'], ['He came. ', ' She\nleft.'])).toMatchObject({ exact: 1, right: 1 });
  });

  it('counts what is right, found and expected', () => {
    const counts = compare(['A.', 'B. C.', 'D.'], ['A.', 'B.', 'C. D.']);
    expect(counts).toEqual({ documents: 1, exact: 0, right: 1, found: 2, expected: 2 });
    expect(scoresOf(counts)).toEqual({ documents: 1, exact: 0, precision: 0.5, recall: 0.5, f1: 0.5 });
  });

  it('adds documents up before it divides', () => {
    const total = sum([compare(['A.', 'B.'], ['A.', 'B.']), compare(['A. B.'], ['A.', 'B.'])]);
    expect(scoresOf(total)).toEqual({ documents: 2, exact: 1, precision: 1, recall: 0.5, f1: 2 / 3 });
  });

  it.each([
    [NO_COUNTS, 1],
    [{ ...NO_COUNTS, found: 1 }, 0],
    [{ ...NO_COUNTS, expected: 1 }, 0],
  ])('divides by nothing never: %j has F1 %d', (counts, f1) => {
    expect(scoresOf(counts).f1).toBe(f1);
  });
});
