import { BLANK, CLOSER, DASH, LETTER, OPENER, STOP, WORD, isAt } from './character-classes.js';

/** No word that a rule knows is longer. It bounds every look back and ahead. */
export const LONGEST_WORD = 40;

const APOSTROPHE = 0x27;
const CURLY_APOSTROPHE = 0x2019;
const HYPHEN = 0x2d;
const SLASH = 0x2f;
const FULL_STOP = 0x2e;

/** End of the word that begins at `from`: letters and digits, with apostrophes and hyphens inside. */
export function wordEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST_WORD);
  let at = from;
  while (at < limit && (isAt(text, at, WORD) || joinsWord(text, at))) at++;
  return at;
}

/** Length of the run of visible characters that begins at `from`, as far as it matters to a line's width. */
export function visibleRun(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST_WORD);
  let at = from;
  while (at < limit && !isAt(text, at, BLANK)) at++;
  return at - from;
}

/** The word that begins at `from`; empty where there is none. */
export function wordAt(text: string, from: number): string {
  return text.slice(from, wordEnd(text, from));
}

/** Start of the run before `end` that ends at a blank, a bracket, a quotation mark or a slash: "U.S", "Lt", "Jane.Doe@x". */
export function tokenStart(text: string, end: number, notBefore: number): number {
  const limit = Math.max(notBefore, end - LONGEST_WORD);
  let at = end;
  while (at > limit && !endsToken(text, at - 1)) at--;
  return at;
}

/** The visible place before `at`, or −1: blanks are skipped, at most {@link LONGEST_WORD} of them. */
export function visibleBefore(text: string, at: number, notBefore: number): number {
  const limit = Math.max(notBefore, at - LONGEST_WORD);
  let before = at - 1;
  while (before >= limit && isAt(text, before, BLANK)) before--;
  return before >= limit ? before : -1;
}

function joinsWord(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const joiner = unit === APOSTROPHE || unit === CURLY_APOSTROPHE || unit === HYPHEN;
  return joiner && isAt(text, at + 1, LETTER);
}

function endsToken(text: string, at: number): boolean {
  if (isAt(text, at, WORD)) return false;
  const unit = text.charCodeAt(at);
  if (unit === CURLY_APOSTROPHE || unit === APOSTROPHE || unit === HYPHEN) return !isAt(text, at - 1, WORD);
  if (unit === FULL_STOP) return false;
  return unit === SLASH || isAt(text, at, BLANK | OPENER | CLOSER | DASH | STOP);
}
