import { capitalised, isPlainlyWritten } from '../letter-case.js';
import { LATIN } from './latin.js';
import { FORMATIONS } from './military.js';
import { MONTHS, WEEKDAYS } from './months.js';
import { NUMBERED } from './numbered.js';
import { AFTER_NAMES, BODIES, COMPANIES } from './organisations.js';
import { STATES, STREETS } from './places.js';
import { POLICE_RANKS, RANKS } from './ranks.js';
import { ERAS, TIMES } from './times.js';
import { PLACE_PREFIXES, SHORTENED_FORENAMES, TITLES } from './titles.js';
import { UNITS } from './units.js';

/** How a shortened word behaves before its full stop. A word is of the first class that has it. */
export type AbbreviationClass =
  'time' | 'month' | 'title' | 'numbered' | 'latin' | 'company' | 'place' | 'body' | 'unit';

/** In order of precedence: "col." is a rank before it is a column, "st." a street before it is a saint. */
const CLASSES: readonly (readonly [AbbreviationClass, ...(readonly string[])[]])[] = [
  ['time', TIMES],
  ['month', MONTHS, WEEKDAYS],
  ['company', COMPANIES],
  ['place', STATES, ['st', 'sts']],
  ['body', AFTER_NAMES],
  ['title', RANKS, POLICE_RANKS, PLACE_PREFIXES, SHORTENED_FORENAMES],
  ['numbered', NUMBERED],
  ['title', TITLES],
  ['latin', LATIN],
  ['body', BODIES, FORMATIONS, STREETS, ERAS],
  ['unit', UNITS],
];

const BY_WORD: ReadonlyMap<string, AbbreviationClass> = classByWord();

/** The same as people write them, so that nearly no word needs its case changed. */
const BY_PLAIN_WORD: ReadonlyMap<string, AbbreviationClass> = new Map(
  [...BY_WORD].flatMap(([word, name]) =>
    [word, capitalised(word), word.toUpperCase()].map((form) => [form, name] as const),
  ),
);

/** No abbreviation of the lists is longer, in UTF-16 code units, without its last full stop. */
export const LONGEST_ABBREVIATION = Math.max(...[...BY_WORD.keys()].map((word) => word.length));

const SMALL_BIT = 0x20;
const SMALL_A = 0x61;
const SMALL_Z = 0x7a;
const FIRST_NON_ASCII = 128;
const DIGIT_ZERO = 0x30;
const DIGIT_NINE = 0x39;
const HASH_FACTOR = 31;
/** So large that one word in thirty shares the place of an abbreviation by chance, and that no two pairs of letters share one. */
const HASH_MASK = 0x3fff;
const PAIR = 2;
/** 1 at the hash of the last letters of each abbreviation. It spares nearly every word a slice and a look-up: on real news that was a third of the time. */
const ENDINGS: Uint8Array = endingsOf(BY_WORD.keys(), LONGEST_ABBREVIATION);
/** The same of their last two letters. */
const PAIRS: Uint8Array = endingsOf(BY_WORD.keys(), PAIR);

/**
 * Whether the letters before `end` may be the last of an abbreviation. Never wrongly no; cheap, for it is asked of nearly every
 * word before a full stop. After a digit ("2nd") or a letter beyond ASCII the last two letters decide.
 */
export function endsAsAbbreviation(text: string, end: number): boolean {
  const limit = Math.max(0, end - LONGEST_ABBREVIATION - 1);
  let hash = 0;
  let pair = 0;
  for (let at = end - 1; at >= limit; at--) {
    const unit = text.charCodeAt(at);
    const small = unit | SMALL_BIT;
    if (small < SMALL_A || small > SMALL_Z) {
      if (isPlainSign(unit)) return ENDINGS[hash] === 1;
      return end - at <= PAIR || PAIRS[pair] === 1;
    }
    hash = withLetter(hash, small);
    if (at === end - PAIR) pair = hash;
  }
  return end <= LONGEST_ABBREVIATION && ENDINGS[hash] === 1;
}

function isPlainSign(unit: number): boolean {
  return unit < FIRST_NON_ASCII && !(unit >= DIGIT_ZERO && unit <= DIGIT_NINE);
}

function withLetter(hash: number, letter: number): number {
  return (hash * HASH_FACTOR + letter) & HASH_MASK;
}

/** The class of a shortened word, given without its last full stop and in any case; undefined for every other word. */
export function abbreviationClass(word: string): AbbreviationClass | undefined {
  return BY_PLAIN_WORD.get(word) ?? (isPlainlyWritten(word) ? undefined : BY_WORD.get(word.toLowerCase()));
}

function endingsOf(words: Iterable<string>, longest: number): Uint8Array {
  const endings = new Uint8Array(HASH_MASK + 1);
  for (const word of words) {
    let hash = 0;
    for (const letter of lastLetters(word).slice(-longest).split('').reverse())
      hash = withLetter(hash, letter.charCodeAt(0));
    endings[hash] = 1;
  }
  return endings;
}

function lastLetters(word: string): string {
  return /[a-z]*$/.exec(word)?.[0] ?? '';
}

function classByWord(): Map<string, AbbreviationClass> {
  const classes = new Map<string, AbbreviationClass>();
  for (const [name, ...lists] of CLASSES) {
    for (const word of lists.flat()) if (!classes.has(word)) classes.set(word, name);
  }
  return classes;
}
