import { endsAsAbbreviation } from '../abbreviations/index.js';
import { DIGIT, LETTER, LOWER, STOP, UPPER, classAt, isAt } from '../character-classes.js';

const FULL_STOP = 0x2e;
const BLANK_SPACE = 0x20;
const LINE_FEED = 0x0a;
const STRAIGHT_QUOTE = 0x22;
const CURLY_OPENING_QUOTE = 0x201c;
const CURLY_CLOSING_QUOTE = 0x201d;

/** The text goes on at a stop: "3.5", "x.org", "U.N.", "Inc.,". */
export const GOES_ON = 0;
/** Only the rules can tell. */
export const UNUSUAL = -1;

/**
 * Where the sentence ends at a full stop with nothing unusual about it, or {@link GOES_ON} or {@link UNUSUAL}. It says what
 * `endsSentence` would, from a few characters: of ten stops in news seven to eight are of these kinds.
 */
export function ordinaryEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== FULL_STOP) return UNUSUAL;
  const unit = text.charCodeAt(at + 1);
  if (unit === BLANK_SPACE) return startsPlainly(text, at + 2) && endsPlainly(text, at) ? at + 1 : UNUSUAL;
  if (unit === LINE_FEED) return text.charCodeAt(at + 2) === LINE_FEED ? at + 1 : UNUSUAL;
  if (unit === CURLY_CLOSING_QUOTE || unit === STRAIGHT_QUOTE) return startsApart(text, at + 2) ? at + 2 : UNUSUAL;
  return isInside(text, at) ? GOES_ON : UNUSUAL;
}

/** A small letter after a letter, which no abbreviation ends with: so ends nearly every sentence. */
export function endsPlainly(text: string, stopAt: number): boolean {
  return isAt(text, stopAt - 1, LOWER) && isAt(text, stopAt - 2, LETTER) && !endsAsAbbreviation(text, stopAt);
}

/** A capital, or one after an opening quotation mark. */
function startsPlainly(text: string, at: number): boolean {
  return isAt(text, text.charCodeAt(at) === CURLY_OPENING_QUOTE ? at + 1 : at, UPPER);
}

/** A blank and a capital, or a blank line: whatever word is before the quotation mark, the sentence ends after it. */
function startsApart(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit === LINE_FEED) return text.charCodeAt(at + 1) === LINE_FEED;
  return unit === BLANK_SPACE && startsPlainly(text, at + 1);
}

/** Inside of a number, an address or an acronym, or before a comma. */
function isInside(text: string, at: number): boolean {
  const next = classAt(text, at + 1);
  if (next === DIGIT) return isAt(text, at - 1, DIGIT);
  if (next === UPPER) return isAt(text, at + 2, STOP);
  return next === LOWER || (next === 0 && at + 1 < text.length);
}
