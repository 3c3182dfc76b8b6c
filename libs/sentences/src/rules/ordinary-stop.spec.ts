import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Candidate } from '../candidate.js';
import { LineBreaks } from '../line-breaks.js';
import { omissionOpensNext } from './ellipsis.js';
import { endsSentence } from './ends-sentence.js';
import { GOES_ON, UNUSUAL, ordinaryEnd } from './ordinary-stop.js';

const PIECES = [
  '.',
  ' ',
  '\n',
  '\n\n',
  '”',
  '“',
  '"',
  "'",
  ',',
  '(',
  '[',
  '5',
  'é',
  'É',
  '漢',
  'The',
  'Gen',
  'it',
  'U',
  'x',
];
const around = fc.array(fc.constantFrom(...PIECES), { maxLength: 5 }).map((pieces) => pieces.join(''));

/** What the rules say of a stop, in the words of {@link ordinaryEnd}. */
function byRules(text: string, at: number): number {
  const lines = new LineBreaks(text);
  const candidate = new Candidate(text, (newlineAt) => lines.isSoft(newlineAt));
  candidate.read(0, at);
  if (omissionOpensNext(candidate)) return at + 1;
  return endsSentence(candidate) ? candidate.end : GOES_ON;
}

describe('an ordinary stop', () => {
  it.each([
    ['It ended. The', 8, 9],
    ['It ended. “The', 8, 9],
    ['“It ended.” The', 9, 11],
    ['It ended.\n\n', 8, 9],
    ['3.5 percent', 1, GOES_ON],
    ['the U.N. said', 5, GOES_ON],
    ['www.x', 3, GOES_ON],
    ['Inc., which', 3, GOES_ON],
    ['Gen. Roe', 3, UNUSUAL],
    ['It ended', 0, UNUSUAL],
  ])('of %j at %d gives %d', (text, at, end) => {
    expect(ordinaryEnd(text, at)).toBe(end);
  });

  it('is read as the rules read it', () => {
    fc.assert(
      fc.property(around, around, (before, after) => {
        const text = `${before}.${after}`;
        const end = ordinaryEnd(text, before.length);
        expect(end === UNUSUAL || end === byRules(text, before.length)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
