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

/** No abbreviation of the lists is longer, in UTF-16 code units, without its last full stop. */
export const LONGEST_ABBREVIATION = Math.max(...[...BY_WORD.keys()].map((word) => word.length));

const ASCII = 128;
/** 1 at the two last characters of each abbreviation: most words of a text end in none of these pairs. */
const ENDINGS: Uint8Array = endingsOf(BY_WORD.keys());

/** Whether the two characters before `end` are the last of some abbreviation, in small letters. Cheap; asked of every word. */
export function endsAsAbbreviation(text: string, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  const before = text.charCodeAt(end - 2);
  return !(last < ASCII && before < ASCII) || ENDINGS[before * ASCII + last] === 1;
}

/** The class of a shortened word, given without its last full stop and in any case; undefined for every other word. */
export function abbreviationClass(word: string): AbbreviationClass | undefined {
  return BY_WORD.get(word.toLowerCase());
}

function endingsOf(words: Iterable<string>): Uint8Array {
  const endings = new Uint8Array(ASCII * ASCII);
  for (const word of words) {
    if (word.length < 2) continue;
    const last = word.charCodeAt(word.length - 1);
    const before = word.charCodeAt(word.length - 2);
    endings[before * ASCII + last] = 1;
    endings[String.fromCharCode(before).toUpperCase().charCodeAt(0) * ASCII + last] = 1;
  }
  return endings;
}

function classByWord(): Map<string, AbbreviationClass> {
  const classes = new Map<string, AbbreviationClass>();
  for (const [name, ...lists] of CLASSES) {
    for (const word of lists.flat()) if (!classes.has(word)) classes.set(word, name);
  }
  return classes;
}
