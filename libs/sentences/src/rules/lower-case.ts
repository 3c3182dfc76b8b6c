import type { Candidate } from '../candidate.js';
import { DIGIT, LOWER, UPPER, isAt } from '../character-classes.js';
import { listMarkerAt } from '../list-markers.js';
import { isCarelessStarter, isStarter } from '../starters.js';
import { isShortened } from './abbreviation.js';
import { isMarkedName } from './marked-names.js';

const SHORTEST_PLAIN_WORD = 4;
/** Before a pronoun a shorter word is a word too. */
const SHORTEST_BEFORE_PRONOUN = 3;

/** Whether a sentence ends although a small letter follows: before a name such as iPhone, an address, or in careless text. */
export function startsInLowerCase(candidate: Candidate): boolean {
  if (candidate.omits || candidate.closesBracket || candidate.closesQuote || candidate.dashes) return false;
  const word = candidate.nextWord;
  if (candidate.exclaims)
    return !candidate.opens && (isBrand(word) || (isCarelessStarter(word) && !isMarkedName(candidate)));
  const before = candidate.text.slice(candidate.wordStart, candidate.stopAt);
  if (isShortened(before)) return false;
  if (startsItem(candidate)) return true;
  if (candidate.opens) return isAt(before, before.length - 1, LOWER | DIGIT | UPPER);
  return isBrand(word) || isAddress(word) || startsCarelessly(before, word);
}

/** “… Smith. a) here”: a list begins, in small letters. */
function startsItem({ text, startAt }: Candidate): boolean {
  const marker = listMarkerAt(text, startAt);
  return marker !== undefined && (marker.style.endsWith(')') || marker.ordinal === 1);
}

/** iPhone, eBay, deGrasse: a capital after small letters. */
function isBrand(word: string): boolean {
  for (let at = 1; at < word.length - 1; at++) {
    if (isAt(word, at, UPPER) && isAt(word, at - 1, LOWER)) return true;
  }
  return false;
}

function isAddress(word: string): boolean {
  return word === 'http' || word === 'https' || word === 'www';
}

function isPlainWord(word: string, shortest = SHORTEST_PLAIN_WORD): boolean {
  if (word.length < shortest) return false;
  for (let at = 0; at < word.length; at++) if (!isAt(word, at, LOWER)) return false;
  return true;
}

function startsCarelessly(before: string, word: string): boolean {
  if (isCarelessStarter(word)) return isPlainWord(before, SHORTEST_BEFORE_PRONOUN);
  return isPlainWord(before) && isStarter(word);
}
