import type { Candidate } from '../candidate.js';
import { SPACE, UPPER, isAt } from '../character-classes.js';
import { abbreviationClass } from '../abbreviations/index.js';
import { isSpeechVerb } from '../speech-verbs.js';
import { isStarter } from '../starters.js';
import { wordEnd } from '../words.js';

const FULL_STOP = 0x2e;
const MOST_WORDS = 6;
const LINKS: ReadonlySet<string> = new Set([
  'the',
  'of',
  'and',
  'al',
  'bin',
  'de',
  'van',
  'von',
  'der',
  'el',
  'minister',
]);

/** Whether a name and a verb of saying follow the quotation: “Why?” Mr. Smith asked. */
export function isAttributed({ text, startAt, closesQuote, opens }: Candidate): boolean {
  if (!closesQuote || opens || !isAt(text, startAt, UPPER)) return false;
  let at = startAt;
  for (let words = 0; words < MOST_WORDS; words++) {
    const end = wordEnd(text, at);
    const word = text.slice(at, end);
    if (words > 0 && isSpeechVerb(word)) return true;
    if (words === 0 ? word !== 'I' && isStarter(word) : !isAt(text, at, UPPER) && !LINKS.has(word)) return false;
    at = afterWord(text, end, word);
    if (at < 0) return false;
  }
  return false;
}

/** Where the next word begins, or −1 where a sentence or clause may have ended. */
function afterWord(text: string, end: number, word: string): number {
  const stopped = text.charCodeAt(end) === FULL_STOP;
  if (stopped && word.length > 1 && abbreviationClass(word) !== 'title') return -1;
  const next = stopped ? end + 1 : end;
  return isAt(text, next, SPACE) ? next + 1 : -1;
}
