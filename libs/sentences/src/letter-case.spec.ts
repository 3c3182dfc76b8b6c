import { describe, expect, it } from 'vitest';

import { capitalised, isPlainlyWritten } from './letter-case.js';

describe('letter case', () => {
  it.each([
    ['the', true],
    ['The', true],
    ['THE', false],
    ['tHe', false],
    ['a', false],
    ['', false],
    ["it's", false],
    ['élan', false],
    ['café', false],
    ['U.S', false],
  ])('%j is plainly written: %s', (word, plain) => {
    expect(isPlainlyWritten(word)).toBe(plain);
  });

  it('gives a word its capital', () => {
    expect(['the', 'ß', ''].map(capitalised)).toEqual(['The', 'SS', '']);
  });
});
