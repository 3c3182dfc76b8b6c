import type { Candidate } from '../candidate.js';
import { DIGIT, LETTER, UPPER, isAt } from '../character-classes.js';
import { isStarter } from '../starters.js';

const FULL_STOP = 0x2e;

/** Whether a token is single letters with full stops between them, without the last one: "U.S", "e.g", "J.R.R". */
export function isAcronym(word: string): boolean {
  if (word.length < 3) return false;
  for (let at = 0; at < word.length; at++) {
    const fits = at % 2 === 0 ? isAt(word, at, LETTER) : word.charCodeAt(at) === FULL_STOP;
    if (!fits) return false;
  }
  return word.length % 2 === 1;
}

/** Whether the sentence ends after a single letter and a full stop: an initial unless what follows tells otherwise. */
export function endsAtInitial(candidate: Candidate): boolean {
  const { text, stopAt, sentenceStart } = candidate;
  if (stopAt - 1 === sentenceStart) return false;
  if (candidate.opens) return !candidate.closesBracket;
  if (!isAt(text, stopAt - 1, UPPER)) return !(candidate.nextClass & DIGIT) && isStarter(candidate.nextWord);
  if (candidate.nextClass & DIGIT) return false;
  const word = candidate.nextWord;
  return !candidate.nextIsInitial && isStarter(word);
}
