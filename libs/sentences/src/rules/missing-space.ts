import type { Candidate } from '../candidate.js';
import { BLANK, DIGIT, LETTER, LOWER, OPENER, UPPER, isAt } from '../character-classes.js';
import { isStarter } from '../starters.js';
import { LONGEST_WORD, wordEnd } from '../words.js';
import { isShortened } from './abbreviation.js';

const SHORTEST_WORD = 3;
/** Signs of an address or a path, where full stops stand inside. */
const ADDRESS_SIGNS = '@/:_=\\';
const STRAIGHT_MARKS = '"\'([{';
const DOMAIN_ENDINGS: ReadonlySet<string> = new Set(['Com', 'Org', 'Net', 'Gov', 'Edu', 'Html', 'Js', 'Net']);

/** Whether a sentence ends although no blank follows: "world.Today", "end.”Next", "end.“Next". */
export function lacksSpace(candidate: Candidate): boolean {
  const { text, end, runEnd, nextAt } = candidate;
  if (candidate.omits) return false;
  if (isAt(text, nextAt, OPENER)) return opensNext(candidate);
  if (!isAt(text, nextAt, UPPER) || !isAt(text, nextAt + 1, LETTER | BLANK)) return false;
  if (end > runEnd) return candidate.closesQuote && isAt(text, nextAt + 1, LOWER);
  return !isInAddress(candidate) && separatesWords(candidate);
}

/** Straight marks and brackets open and close alike; only marks that cannot close begin a sentence here. */
function opensNext({ text, nextAt }: Candidate): boolean {
  return !STRAIGHT_MARKS.includes(text.charAt(nextAt)) && isAt(text, nextAt + 1, UPPER);
}

function separatesWords(candidate: Candidate): boolean {
  const { text, wordStart, stopAt, nextAt } = candidate;
  const token = text.slice(wordStart, stopAt);
  const before = token.slice(token.lastIndexOf('-') + 1);
  const next = text.slice(nextAt, wordEnd(text, nextAt));
  if (DOMAIN_ENDINGS.has(next) || !isAt(text, stopAt - 1, LETTER | DIGIT)) return false;
  if (isShortened(before) || before.includes('.'))
    return isAt(text, stopAt - 1, LOWER) && isStarter(next) && next.length > 2;
  if (before.length < SHORTEST_WORD) return isStarter(next) && next.length > 1;
  return isAt(text, nextAt + 1, LOWER) || isStarter(next);
}

/** Whether the characters around the stop, as far as the blanks, have a sign of an address. */
function isInAddress({ text, stopAt, sentenceStart }: Candidate): boolean {
  return hasSign(text, stopAt, -1, sentenceStart) || hasSign(text, stopAt, 1, text.length);
}

function hasSign(text: string, from: number, step: 1 | -1, limit: number): boolean {
  let at = from;
  for (let seen = 0; seen < LONGEST_WORD; seen++) {
    at += step;
    if (step < 0 ? at < limit : at >= limit) return false;
    if (isAt(text, at, BLANK)) return false;
    if (ADDRESS_SIGNS.includes(text.charAt(at))) return true;
  }
  return false;
}
