import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isOverlong, OVERLONG_SENTENCE_LENGTH, splitSentences, splitSentencesInSlices } from './index.js';
import { SPACE, NEWLINE, isAt } from './character-classes.js';

const TOKENS = [
  ...[
    '. ',
    '.',
    '! ',
    '? ',
    '… ',
    '. . . ',
    '\n',
    '\n\n',
    '\r\n',
    '“',
    '”',
    '"',
    "'",
    '(',
    ')',
    '[1]',
    '—',
    '- ',
    '•',
    ', ',
  ],
  ...[
    'Mr. ',
    'U.S. ',
    'Inc. ',
    'No. ',
    'p.m. ',
    'a',
    'I ',
    'B. ',
    'He ',
    'said ',
    'Smith ',
    'town',
    '5',
    '1) ',
    '2) ',
    'a. ',
  ],
  ...[
    '\u00A0',
    '\u200B',
    '\uD83D',
    '\u{1F600}',
    '。',
    '؟',
    'iPhone ',
    'www.x.org ',
    'A',
    'The ',
    'x@y.zz ',
    '\0',
    'Jan. ',
  ],
];
const newsLike = fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }).map((tokens) => tokens.join(''));
const anything = fc.oneof(newsLike, fc.string({ unit: 'binary', maxLength: 200 }), anyUnits());

/** Strings of any code units, halves of pairs included. */
function anyUnits(): fc.Arbitrary<string> {
  return fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units));
}

const visible = (text: string): string => text.replace(BLANKS, '');
const BLANKS = /[\s\u0085\u00AD\u200B\u2060\uFEFF]+/g;
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
const BLANK_LINE = /(?:\r\n|\r(?!\n)|[\n\v\f\u0085\u2028\u2029])[^\S\n\v\f\r\u2028\u2029]*[\n\v\f\r\u0085\u2028\u2029]/;
const texts = (text: string): string[] => splitSentences(text).map((sentence) => sentence.text);

describe('splitSentences', () => {
  it('gives each sentence with its place and nothing else', () => {
    expect(splitSentences('  He came. She left.\n')).toStrictEqual([
      { text: 'He came.', start: 2, end: 10 },
      { text: 'She left.', start: 11, end: 20 },
    ]);
  });

  it.each(['', ' ', '\n\n', '\u200B\uFEFF'])('finds nothing in %j', (text) => {
    expect(splitSentences(text)).toEqual([]);
  });

  it('says where each sentence is: in order, apart, trimmed, with every visible character', () => {
    fc.assert(
      fc.property(anything, (text) => {
        let before = 0;
        for (const { text: sentence, start, end } of splitSentences(text)) {
          expect(sentence).toBe(text.slice(start, end));
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          expect(isAt(text, start, SPACE | NEWLINE) || isAt(text, end - 1, SPACE | NEWLINE)).toBe(false);
          expect(visible(text.slice(before, start))).toBe('');
          before = end;
        }
        expect(visible(text.slice(before))).toBe('');
      }),
      { numRuns: 2_000 },
    );
  });

  it('has no sentence that spans a blank line', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const sentence of texts(text)) expect(sentence).not.toMatch(BLANK_LINE);
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the same sentences when paragraphs are appended', () => {
    fc.assert(
      fc.property(anything, anything, (text, more) => {
        const alone = texts(text);
        expect(texts(`${text}\n\n${more}`).slice(0, alone.length)).toEqual(alone);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves a sentence of one line whole when it is split again; of more lines, the lines around it told that they are one', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const ofOneLine = texts(text).filter((sentence) => !LINE_BREAK.test(sentence));
        expect(ofOneLine.flatMap(texts)).toEqual(ofOneLine);
      }),
      { numRuns: 5_000 },
    );
  });

  it('finds the same sentences in slices', async () => {
    const text = 'Gen. Roe left the U.S. The army stayed. “Why?” Mr. Odum asked.\n'.repeat(6_000);
    let turns = 0;
    const sliced = await splitSentencesInSlices(text, () => {
      turns++;
      return Promise.resolve();
    });
    expect(turns).toBeGreaterThan(1);
    expect(sliced).toEqual(splitSentences(text));
  });

  it('gives others no turn in a short text', async () => {
    const never = (): Promise<void> => Promise.reject(new Error('There was a turn.'));
    await expect(splitSentencesInSlices('He came. She left.', never)).resolves.toHaveLength(2);
  });

  it('keeps a sentence that is too long, and says so', () => {
    const [long] = splitSentences('a '.repeat(OVERLONG_SENTENCE_LENGTH));
    const [short] = splitSentences('He came.');
    expect(long && isOverlong(long)).toBe(true);
    expect(short && isOverlong(short)).toBe(false);
  });
});
