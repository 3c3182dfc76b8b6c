import type { Candidate } from '../candidate.js';
import { UPPER, isAt } from '../character-classes.js';
import { isStarter } from '../starters.js';

/** Names that are written with an exclamation or question mark. Source: AP Stylebook, "company names", "composition titles". */
const MARKED_NAMES: ReadonlySet<string> = new Set([
  'Yahoo',
  'Jeopardy',
  'Wham',
  'Rouge',
  'Panic',
  'Lidl',
  'Mia',
  'Airplane',
  'Oliver',
  'Yum',
  'Chips',
  'Joomla',
  'Guess',
]);

/** Whether the mark belongs to a name that goes on: "Yahoo! Inc.", "Moulin Rouge! Live". */
export function isMarkedName(candidate: Candidate): boolean {
  if (candidate.closesQuote || candidate.runEnd - candidate.stopAt > 1) return false;
  if (!isAt(candidate.text, candidate.wordStart, UPPER)) return false;
  const word = candidate.text.slice(candidate.wordStart, candidate.stopAt);
  return MARKED_NAMES.has(word) && !isStarter(candidate.nextWord);
}
