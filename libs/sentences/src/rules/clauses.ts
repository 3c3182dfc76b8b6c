import { abbreviationClass } from '../abbreviations/index.js';
import type { Candidate } from '../candidate.js';
import { LETTER, LOWER, SPACE, UPPER, isAt } from '../character-classes.js';
import { isFiniteVerb } from '../speech-verbs.js';
import { wordEnd } from '../words.js';

const FULL_STOP = 0x2e;
const MOST_WORDS = 6;
const MOST_NOUNS = 2;
/** Words after a company that say who speaks for it or what part of it is meant: "Apple Inc. Chief Executive". */
const CONTINUES_COMPANY: ReadonlySet<string> = new Set(
  (
    'Chief Chairman Chairwoman President CEO CFO COO Chair Executive Vice Director Spokesman Spokeswoman Spokesperson ' +
    'Managing Senior Group Ltd Inc Corp Co International Holdings Founder Analyst Economist Manager Attorney Governor ' +
    'Senator State Republican Republicans Democrat Democrats House Supreme Court Representative Mayor Judge Rep Gov Sen'
  ).split(' '),
);

/** Words that end in -ing and begin no clause. */
const NAMES_IN_ING: ReadonlySet<string> = new Set([
  'Holding',
  'Trading',
  'Engineering',
  'Manufacturing',
  'Beijing',
  'Financing',
]);
const SHORTEST_PARTICIPLE = 6;

/**
 * Whether a subject and a finite verb come next, so that a new clause begins: "Ford Motor Co. Chrysler said",
 * "Toyota Motor Corp. Lexus sales were". The subject is a name of a few words, and perhaps common nouns after it.
 */
export function startsClause({ text, startAt, opens }: Candidate): boolean {
  if (opens || !isAt(text, startAt, UPPER)) return false;
  let at = startAt;
  let nouns = 0;
  for (let words = 0; words < MOST_WORDS; words++) {
    const end = wordEnd(text, at);
    const word = text.slice(at, end);
    if (words === 0 && CONTINUES_COMPANY.has(word)) return false;
    if (words === 0 && isParticiple(word)) return isAt(text, end + 1, LOWER);
    if (words > 0 && isFiniteVerb(word)) return true;
    if (isAt(text, at, LOWER) && ++nouns > MOST_NOUNS) return false;
    at = nextWordAt(text, end, word);
    if (at < 0) return false;
  }
  return false;
}

function isParticiple(word: string): boolean {
  return word.length >= SHORTEST_PARTICIPLE && word.endsWith('ing') && !NAMES_IN_ING.has(word);
}

/** The next word of the subject, over the full stop of a company's name; −1 where it ends. */
function nextWordAt(text: string, end: number, word: string): number {
  const stopped = text.charCodeAt(end) === FULL_STOP && abbreviationClass(word) === 'company';
  const blank = stopped ? end + 1 : end;
  return isAt(text, blank, SPACE) && isAt(text, blank + 1, LETTER) ? blank + 1 : -1;
}
