import type { Candidate } from '../candidate.js';
import { CASELESS, LOWER, UPPER, WORD, isAt } from '../character-classes.js';
import { isStarter } from '../starters.js';
import { visibleBefore } from '../words.js';

const COMMA = 0x2c;
const OMISSION_DOTS = 3;

/** Whether the sentence ends at an ellipsis that blank and no small letter follow. */
export function endsAtEllipsis(candidate: Candidate): boolean {
  if (candidate.spaced && candidate.dots === OMISSION_DOTS && candidate.followsBlank) return false;
  if (!candidate.opens && !(candidate.nextClass & (UPPER | CASELESS))) return false;
  if (candidate.text.charCodeAt(candidate.stopAt - 1) === COMMA) return false;
  if (repeatsWord(candidate)) return false;
  const interrupts = candidate.followsBlank && candidate.dots <= OMISSION_DOTS;
  return !interrupts || candidate.opens || isStarter(candidate.nextWord);
}

/** "I ... I do not know": the speaker hesitates. */
function repeatsWord({ text, stopAt, sentenceStart, nextWord }: Candidate): boolean {
  const last = visibleBefore(text, stopAt, sentenceStart);
  const before = last + 1 - nextWord.length;
  return before >= sentenceStart && text.startsWith(nextWord, before) && !isAt(text, before - 1, WORD);
}

/** "compounds. . . . The": the first full stop ends the sentence, and the omission opens the next. */
export function omissionOpensNext(candidate: Candidate): boolean {
  const full = candidate.spaced && candidate.dots > OMISSION_DOTS && !candidate.followsBlank;
  return (
    full && !candidate.closesQuote && !candidate.atTextEnd && !candidate.endsLine && !(candidate.nextClass & LOWER)
  );
}
