import { LONGEST_ABBREVIATION, abbreviationClass, type AbbreviationClass } from '../abbreviations/index.js';
import { AFTER_TIMES } from '../abbreviations/times.js';
import type { Candidate } from '../candidate.js';
import { BLANK, DIGIT, LETTER, UPPER, isAt } from '../character-classes.js';
import { isStarter } from '../starters.js';
import { LONGEST_WORD, visibleBefore, wordAt } from '../words.js';
import { startsClause } from './clauses.js';
import { endsAtInitial, isAcronym } from './initials.js';
import { endsPlainly } from './ordinary-stop.js';

const COMMA = 0x2c;
const COLON = 0x3a;
const NUMBER_SIGN = 0x23;
const OPENING_BRACKET = 0x28;
const LONGEST_LIST_NUMBER = 3;
/** "At about 5" before "a.m.": longer than this, the clause has begun before the time. */
const LONGEST_TIME_PHRASE = 20;
const LABELS: ReadonlySet<string> = new Set(
  'Figure Fig. Table Chart Map Box Chapter Part Section Article Annex Step'.split(' '),
);
const TIME_PREPOSITIONS: ReadonlySet<string> = new Set(
  'At By Around About After Before From Until Till Since On In Shortly Just'.split(' '),
);
const WORDS_AFTER_TIMES: ReadonlySet<string> = new Set(AFTER_TIMES);
const ROMAN_NUMERAL = /^[IVXLC]{1,7}$/;

/** Whether the sentence ends at a single full stop that more text follows: it does unless the word is shortened. */
export function endsAtAbbreviation(candidate: Candidate): boolean {
  const { text, stopAt } = candidate;
  if (candidate.closesQuote || candidate.followsBlank || endsPlainly(text, stopAt)) return true;
  const start = candidate.wordStart;
  const length = stopAt - start;
  if (length === 0) return true;
  if (length > LONGEST_ABBREVIATION + 2) return true;
  if (length === 1 && isAt(text, start, LETTER)) return endsAtInitial(candidate);
  if (isAt(text, start, DIGIT)) return !(length <= LONGEST_LIST_NUMBER && isLabel(candidate, start));
  return endsAtWord(candidate, text.slice(start, stopAt));
}

/** "3. Results" at the start, "Figure 3. Results", "propositions: 3. Results": the number names what follows. */
function isLabel({ text, sentenceStart }: Candidate, start: number): boolean {
  if (start === sentenceStart) return true;
  const before = visibleBefore(text, start, sentenceStart);
  if (text.charCodeAt(before) === COLON) return true;
  return start - sentenceStart <= LONGEST_WORD && LABELS.has(text.slice(sentenceStart, before + 1));
}

/** Whether a token before a full stop is one that does not end a sentence by itself. */
export function isShortened(word: string): boolean {
  return word.length === 1 || isAcronym(word) || abbreviationClass(word) !== undefined;
}

function endsAtWord(candidate: Candidate, word: string): boolean {
  const known = abbreviationClass(word) ?? (isAcronym(word) ? 'acronym' : hyphenatedTitle(word));
  if (known === undefined) return true;
  const capital = isAt(word, 0, UPPER);
  if (known === 'acronym') return capital ? endsBeforeStarter(candidate) : endsLowerAcronym(candidate);
  return ENDS_AT[known](candidate, word, capital);
}

type Rule = (candidate: Candidate, word: string, capital: boolean) => boolean;

const ENDS_AT: Readonly<Record<AbbreviationClass, Rule>> = {
  title: (candidate, _word, capital) => !capital && endsBeforeStarter(candidate),
  latin: () => false,
  unit: () => true,
  numbered: endsAtNumbered,
  month: (candidate, word, capital) => endsAtCapitalised(candidate, word, capital),
  place: (candidate, word, capital) => endsAtCapitalised(candidate, word, capital) || endsPlace(candidate, word),
  body: endsAtBody,
  company: (candidate) => endsBeforeStarter(candidate) || startsClause(candidate),
  time: endsAtTime,
};

/** "the dept. of", "Gen. Roe (ret.) spoke"; in small letters and before a name it ends: "water, bread, etc. Then". */
function endsAtBody(candidate: Candidate, _word: string, capital: boolean): boolean {
  if (endsBeforeStarter(candidate)) return true;
  return !capital && !candidate.closesBracket && (candidate.nextClass & UPPER) !== 0;
}

/** "U.S. The" ends, "U.S. Army" does not. */
function endsBeforeStarter(candidate: Candidate): boolean {
  if (candidate.opens)
    return candidate.text.charCodeAt(candidate.nextAt) !== OPENING_BRACKET && !candidate.closesBracket;
  return !candidate.nextIsInitial && isStarter(candidate.nextWord);
}

/** "Jan. 5", "Calif. Gov."; without its capital the word is an ordinary one, as in "so ill. Doctors". */
function endsAtCapitalised(candidate: Candidate, _word: string, capital: boolean): boolean {
  return !capital || endsBeforeStarter(candidate);
}

/** "Beverly Hills, Calif. Kysor said": after a comma the state ends the name of a place, and a clause may begin. */
function endsPlace(candidate: Candidate, word: string): boolean {
  const before = visibleBefore(candidate.text, candidate.stopAt - word.length, candidate.sentenceStart);
  return candidate.text.charCodeAt(before) === COMMA && startsClause(candidate);
}

/** "No. 5", "Sec. IV", "p. A". */
function endsAtNumbered(candidate: Candidate, word: string): boolean {
  const { nextWord } = candidate;
  if (candidate.nextClass & DIGIT || candidate.text.charCodeAt(candidate.startAt) === NUMBER_SIGN) return false;
  if (nextWord.length === 1 || ROMAN_NUMERAL.test(nextWord)) return nextWord === 'I';
  return isWordToo(word) || endsBeforeStarter(candidate);
}

/** Shortened words that are whole words as well. */
function isWordToo(word: string): boolean {
  return word.toLowerCase() === 'no' || word === 'art' || word === 'ed' || word === 'par';
}

/** "a.k.a. Smith" and other runs of small letters. */
function endsLowerAcronym(candidate: Candidate): boolean {
  return !(candidate.nextClass & (DIGIT | UPPER)) ? candidate.opens : endsBeforeStarter(candidate);
}

/** "5 p.m. EDT", "6 P.M. Mr. Smith then"; but "At 5 a.m. Mr. Smith" goes on. */
function endsAtTime(candidate: Candidate, word: string): boolean {
  if (word.indexOf('.') < 0 && !followsNumber(candidate, word)) return true;
  if (candidate.opens) return candidate.text.charCodeAt(candidate.nextAt) !== OPENING_BRACKET;
  if (!(candidate.nextClass & UPPER) || WORDS_AFTER_TIMES.has(candidate.nextWord)) return false;
  return isStarter(candidate.nextWord) || !opensWithTime(candidate);
}

function followsNumber(candidate: Candidate, word: string): boolean {
  const before = candidate.stopAt - word.length - 1;
  return isAt(candidate.text, before, BLANK) && isAt(candidate.text, before - 1, DIGIT);
}

function opensWithTime({ text, sentenceStart, stopAt }: Candidate): boolean {
  return stopAt - sentenceStart <= LONGEST_TIME_PHRASE && TIME_PREPOSITIONS.has(wordAt(text, sentenceStart));
}

/** "Atty.-Gen", "Lt.-Col": the last part decides. */
function hyphenatedTitle(word: string): 'title' | undefined {
  const hyphen = word.lastIndexOf('-');
  if (hyphen < 1) return undefined;
  return abbreviationClass(word.slice(hyphen + 1)) === 'title' ? 'title' : undefined;
}
