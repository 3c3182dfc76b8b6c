import { BLANK, CLOSER, DIGIT, LOWER, OPENER, UPPER, WORD, classAt, isAt } from './character-classes.js';

const FULL_STOP = 0x2e;
const CLOSING_BRACKET = 0x29;
const OPENING_BRACKET = 0x28;
const OPENING_SQUARE = 0x5b;
const SMALL_A = 0x61;
const LONGEST_NUMBER = 3;
const LONGEST_ROMAN = 5;
const SMALL_BIT = 0x20;
const SMALL_I = 0x69;
const SMALL_V = 0x76;
const SMALL_X = 0x78;

/** A mark such as "1.", "b)", "(iii)", "2.)" before an item of a list. */
export interface ListMarker {
  /** How it is written: only items that are written alike follow each other. */
  readonly style: string;
  /** Its place in the list, from 1; 0 for Roman numerals of several letters. */
  readonly ordinal: number;
  /** After its last character. */
  readonly end: number;
}

/** The marker that begins at a place, and that a blank and an item follow; undefined where there is none. */
export function listMarkerAt(text: string, at: number): ListMarker | undefined {
  const bracketed = text.charCodeAt(at) === OPENING_BRACKET;
  const from = bracketed ? at + 1 : at;
  const bodyEnd = markerBodyEnd(text, from);
  if (bodyEnd === from) return undefined;
  const end = markerTail(text, bodyEnd);
  if (end === bodyEnd || !isAt(text, end, BLANK) || closes(text, end + 1)) return undefined;
  const body = text.slice(from, bodyEnd);
  const numeric = isAt(text, from, DIGIT);
  const tail = text.slice(bodyEnd, end);
  return { style: `${bracketed ? '(' : ''}${numeric ? '1' : 'a'}${tail}`, ordinal: ordinalOf(body, numeric), end };
}

/** No item: what stands there belongs to the letter or number before it, as in "B. ”", "B. . . ." and "B. [1]". */
function closes(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const bits = classAt(text, at);
  if (unit === OPENING_SQUARE) return isAt(text, at + 1, DIGIT);
  if (bits & CLOSER) return !(bits & OPENER && isAt(text, at + 1, WORD));
  return unit === FULL_STOP;
}

/** Whether a marker may open a list in the place where a sentence begins: "J. Smith" is a name. */
export function opensList(marker: ListMarker): boolean {
  return marker.style !== 'a.' || marker.ordinal <= 1;
}

/** Whether `marker` is the item after `previous` in the middle of a line, given what follows it. */
export function continuesList(previous: ListMarker, marker: ListMarker, text: string): boolean {
  if (marker.style !== previous.style || marker.ordinal !== previous.ordinal + 1) return false;
  const next = marker.end + 1;
  return isAt(text, next, UPPER | OPENER) || (marker.style !== '1.' && isAt(text, next, LOWER));
}

function markerBodyEnd(text: string, from: number): number {
  let end = from;
  if (isAt(text, from, DIGIT)) {
    while (end < from + LONGEST_NUMBER + 1 && isAt(text, end, DIGIT)) end++;
    return end - from > LONGEST_NUMBER ? from : end;
  }
  while (end < from + LONGEST_ROMAN && isRomanDigit(text.charCodeAt(end))) end++;
  if (end > from) return end;
  return isAt(text, from, LOWER | UPPER) ? from + 1 : from;
}

function isRomanDigit(unit: number): boolean {
  const small = unit | SMALL_BIT;
  return small === SMALL_I || small === SMALL_V || small === SMALL_X;
}

function markerTail(text: string, at: number): number {
  let end = at;
  if (text.charCodeAt(end) === FULL_STOP) end++;
  if (text.charCodeAt(end) === CLOSING_BRACKET) end++;
  return end;
}

function ordinalOf(body: string, numeric: boolean): number {
  if (numeric) return Number(body);
  return body.length === 1 ? body.toLowerCase().charCodeAt(0) - SMALL_A + 1 : 0;
}
