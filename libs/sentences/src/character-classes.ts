/**
 * What each UTF-16 code unit is to the splitter, as bits in one table: the scanner reads one number a character and
 * runs no pattern. The sets are Unicode's own properties where there is one.
 */
export const LOWER = 1 << 0;
export const UPPER = 1 << 1;
export const DIGIT = 1 << 2;
/** A letter of a script without case: Arabic, Devanagari, Han, Hangul … */
export const CASELESS = 1 << 3;
/** Blank, and not a line break. Zero-width spaces count. */
export const SPACE = 1 << 4;
export const NEWLINE = 1 << 5;
/** Unicode's Sentence_Terminal, and the ellipsis. */
export const STOP = 1 << 6;
/** A stop that is never inside a word: 。 ！ ？ । ؟ ۔ and their like. */
export const PLAIN_STOP = 1 << 7;
export const CLOSER = 1 << 8;
export const OPENER = 1 << 9;
export const BULLET = 1 << 10;
export const DASH = 1 << 11;
/** A combining mark or a half of a pair: part of whatever stands beside it. */
export const JOINED = 1 << 12;

export const LETTER = LOWER | UPPER | CASELESS;
export const BLANK = SPACE | NEWLINE;
/** What a word may consist of, apostrophes and hyphens aside. */
export const WORD = LETTER | DIGIT | JOINED;

const CODE_UNITS = 0x10000;
const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

/** Straight quotation marks open and close. U+2019 is also the apostrophe. */
const SETS: readonly (readonly [bits: number, pattern: RegExp])[] = [
  [LOWER, /\p{Ll}/gu],
  [UPPER, /[\p{Lu}\p{Lt}]/gu],
  [DIGIT, /\p{Nd}/gu],
  [CASELESS, /[\p{Lo}\p{Nl}]/gu],
  [JOINED, /\p{M}/gu],
  [SPACE, /[\p{Zs}\t\u00AD\u200B\u2060\uFEFF]/gu],
  [NEWLINE, /[\n\v\f\r\u0085\u2028\u2029]/gu],
  [STOP, /[\p{Sentence_Terminal}\u2026\uFF61]/gu],
  [PLAIN_STOP, /(?![.!?\u203C\u203D\u2024\u2047-\u2049\u2026\uFE52\uFF0E])[\p{Sentence_Terminal}\uFF61]/gu],
  [CLOSER, /[\p{Pe}\p{Pf}"'\u203A]/gu],
  [OPENER, /[\p{Ps}\p{Pi}"'\u00BF\u00A1]/gu],
  [BULLET, /[\u2022\u2023\u2043\u204C\u204D\u2219\u25AA\u25AB\u25CB\u25CF\u25E6]/gu],
  [DASH, /\p{Pd}/gu],
];

/** Bits of each code unit. */
export const CLASSES: Uint16Array = classTable();

/** Bits of the character at a place; 0 outside the text. */
export function classAt(text: string, at: number): number {
  return at >= 0 && at < text.length ? (CLASSES[text.charCodeAt(at)] as number) : 0;
}

/** Whether the character at a place has one of these bits. */
export function isAt(text: string, at: number, bits: number): boolean {
  return (classAt(text, at) & bits) !== 0;
}

function classTable(): Uint16Array {
  const table = new Uint16Array(CODE_UNITS);
  table.fill(JOINED, FIRST_SURROGATE, LAST_SURROGATE + 1);
  const everyCharacter = plainCharacters();
  for (const [bits, pattern] of SETS) {
    for (const { 0: character } of everyCharacter.matchAll(pattern)) table[character.charCodeAt(0)]! |= bits;
  }
  return table;
}

function plainCharacters(): string {
  let all = '';
  for (let unit = 0; unit < CODE_UNITS; unit++) {
    if (unit < FIRST_SURROGATE || unit > LAST_SURROGATE) all += String.fromCharCode(unit);
  }
  return all;
}
