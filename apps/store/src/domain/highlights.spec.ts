import { describe, expect, it } from 'vitest';

import { spansOf, type Token } from './highlights.js';

const [WORD, BLANK, URL, HOST, PATH, HYPHENATED, PART] = [1, 12, 5, 6, 18, 16, 11];

describe('where a search is found in a text', () => {
  it.each<[string, string, readonly Token[], readonly string[]]>([
    ['nothing', 'Peace.', [[WORD, 'Peace', false]], []],
    [
      'words after characters of two code units',
      '😀 war 😀 war',
      [
        [BLANK, '😀 ', false],
        [WORD, 'war', true],
        [BLANK, ' 😀 ', false],
        [WORD, 'war', true],
      ],
      ['war', 'war'],
    ],
    [
      'the part of a compound',
      'cease-fire',
      [
        [HYPHENATED, 'cease-fire', true],
        [PART, 'cease', false],
        [BLANK, '-', false],
        [PART, 'fire', true],
      ],
      ['fire'],
    ],
    [
      'a compound of which no part is found',
      'see a.org/b now',
      [
        [WORD, 'see', false],
        [BLANK, ' ', false],
        [URL, 'a.org/b', true],
        [HOST, 'a.org', false],
        [PATH, '/b', false],
        [BLANK, ' ', false],
        [WORD, 'now', true],
      ],
      ['a.org/b', 'now'],
    ],
    ['a text that the parser changed', 'war', [[WORD, 'peace', true]], []],
  ])('finds %s', (_, text, tokens, expected) => {
    expect(spansOf(text, tokens).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});
