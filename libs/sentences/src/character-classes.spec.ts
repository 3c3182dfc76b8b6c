import { describe, expect, it } from 'vitest';

import {
  CASELESS,
  CLOSER,
  DASH,
  DIGIT,
  JOINED,
  LOWER,
  NEWLINE,
  OPENER,
  PLAIN_STOP,
  SPACE,
  STOP,
  UPPER,
  classAt,
} from './character-classes.js';

describe('character classes', () => {
  it.each([
    ['a', LOWER],
    ['ß', LOWER],
    ['É', UPPER],
    ['Ж', UPPER],
    ['漢', CASELESS],
    ['ع', CASELESS],
    ['5', DIGIT],
    ['٣', DIGIT],
    ['\u0301', JOINED],
    ['\u00A0', SPACE],
    ['\u200B', SPACE],
    ['\u2028', NEWLINE],
    ['.', STOP],
    ['…', STOP],
    ['。', STOP | PLAIN_STOP],
    ['।', STOP | PLAIN_STOP],
    ['؟', STOP | PLAIN_STOP],
    ['‽', STOP],
    ['”', CLOSER],
    ['«', OPENER],
    ['"', OPENER | CLOSER],
    ['—', DASH],
    ['+', 0],
    ['\0', 0],
  ])('%j', (character, bits) => {
    expect(classAt(character, 0)).toBe(bits);
  });

  it('has nothing outside the text', () => {
    expect([classAt('a', -1), classAt('a', 1)]).toEqual([0, 0]);
  });
});
