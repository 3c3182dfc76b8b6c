import type { Candidate } from '../candidate.js';
import { SPACE, UPPER, isAt } from '../character-classes.js';
import { isFiniteVerb } from '../speech-verbs.js';
import { wordEnd } from '../words.js';

const MOST_NAME_WORDS = 3;
/** Words after a company that say who speaks for it or what part of it is meant: "Apple Inc. Chief Executive". */
const CONTINUES_COMPANY: ReadonlySet<string> = new Set(
  (
    'Chief Chairman Chairwoman President CEO CFO COO Chair Executive Vice Director Spokesman Spokeswoman Spokesperson ' +
    'Managing Senior Group Ltd Inc Corp Co International Holdings Founder Analyst Economist Manager'
  ).split(' '),
);

/** Whether a name and a finite verb come next, so that a new clause begins: "Ford Motor Co. Chrysler said". */
export function startsClause({ text, startAt, opens }: Candidate): boolean {
  if (opens) return false;
  let at = startAt;
  for (let words = 0; words <= MOST_NAME_WORDS; words++) {
    const end = wordEnd(text, at);
    const word = text.slice(at, end);
    if (words > 0 && isFiniteVerb(word)) return true;
    if (!isAt(text, at, UPPER) || (words === 0 && CONTINUES_COMPANY.has(word))) return false;
    if (!isAt(text, end, SPACE)) return false;
    at = end + 1;
  }
  return false;
}
