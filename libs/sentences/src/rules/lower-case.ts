import type { Candidate } from '../candidate.js';
import { LOWER, UPPER, isAt } from '../character-classes.js';
import { isCarelessStarter, isStarter } from '../starters.js';
import { isShortened } from './abbreviation.js';
import { isMarkedName } from './marked-names.js';

const SHORTEST_PLAIN_WORD = 4;

/** Whether a sentence ends although a small letter follows: before a name such as iPhone, an address, or in careless text. */
export function startsInLowerCase(candidate: Candidate): boolean {
  if (candidate.omits || candidate.closesBracket || candidate.closesQuote || candidate.dashes) return false;
  const word = candidate.nextWord;
  if (candidate.exclaims)
    return !candidate.opens && (isBrand(word) || (isCarelessStarter(word) && !isMarkedName(candidate)));
  const before = candidate.text.slice(candidate.wordStart, candidate.stopAt);
  if (isShortened(before)) return false;
  if (candidate.opens) return isPlainWord(before);
  return isBrand(word) || isAddress(word) || (isPlainWord(before) && startsCarelessly(word));
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

function isPlainWord(word: string): boolean {
  if (word.length < SHORTEST_PLAIN_WORD) return false;
  for (let at = 0; at < word.length; at++) if (!isAt(word, at, LOWER)) return false;
  return true;
}

function startsCarelessly(word: string): boolean {
  return isCarelessStarter(word) || isStarter(word);
}
