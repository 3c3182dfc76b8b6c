import { capitalised, isPlainlyWritten } from './letter-case.js';

/**
 * Words that, with a capital after an abbreviation, begin a sentence and not a name. Closed classes of English
 * grammar: Quirk et al., A Comprehensive Grammar of the English Language, 2.34 (closed classes), 8 (adverbials).
 */
const PRONOUNS_AND_DETERMINERS =
  'a an the this that these those he she it we you i they his her its our my your their there here who whoever what ' +
  'whatever which whose some many most several both each every all any another other others such no nobody none ' +
  'nothing neither either everyone everybody someone somebody something anyone anything one';
const CONJUNCTIONS =
  'and but or so yet nor if although though because as while whereas unless until since once when whenever where why how';
const ADVERBS =
  'also however meanwhile moreover furthermore therefore thus then now earlier later still instead today yesterday ' +
  'tomorrow tonight perhaps maybe even only just again nevertheless nonetheless overall elsewhere indeed besides ' +
  'otherwise sometimes often never always soon afterwards thereafter hence not too very almost nearly about';
const PREPOSITIONS =
  'in on at by for from with without within after before during under over against among amid between through ' +
  'throughout despite according like unlike to of up down above across along around behind below beneath beside beyond ' +
  'given regarding following concerning inside outside near off out per towards toward upon via';
const VERBS =
  'is are was were do does did has have had can could will would should may might must let please asked speaking ' +
  'see be being get go come take make';
const QUANTITIES =
  'two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundreds thousands millions ' +
  'billions dozens scores half more less few fewer much last next first second third two-thirds';
const INTERJECTIONS = 'yes yeah well oh ah hey okay ok thanks hello hi wow sure right sorry';
const PEOPLE =
  'officials police authorities residents witnesses critics experts analysts activists protesters troops soldiers ' +
  'rebels militants insurgents lawmakers diplomats prosecutors investigators investors people shares';

/** Words whose full stop before them ends a sentence even in text that is all capitals. */
const SAFE_IN_CAPITALS: ReadonlySet<string> = new Set(
  'the this these those he she it we they there but however meanwhile moreover earlier'.split(' '),
);

const STARTERS: ReadonlySet<string> = new Set(
  [PRONOUNS_AND_DETERMINERS, CONJUNCTIONS, ADVERBS, PREPOSITIONS, VERBS, QUANTITIES, PEOPLE, INTERJECTIONS]
    .join(' ')
    .split(' '),
);

/** The same, and with a capital, so that a word as people write it is looked up as it is, and its case is not changed. */
const PLAIN_STARTERS: ReadonlySet<string> = new Set([...STARTERS].flatMap((word) => [word, capitalised(word)]));

const CONTRACTION = /^(.+?)(?:['’](?:s|m|re|ve|d|ll|t)|n['’]t)$/i;

/** Names and nouns that end as the adverbs do. */
const NOT_ADVERBS: ReadonlySet<string> = new Set(
  'italy kelly emily sally molly billy polly holly reilly riley assembly family supply july ally lily bailey'.split(
    ' ',
  ),
);
const ADVERB_LENGTH = 6;

const PRONOUNS: ReadonlySet<string> = new Set(
  "i i'm i've i'll i’m i’ve i’ll you you're you’re you've you’ve we we're we’re it's it’s they that's that’s".split(
    ' ',
  ),
);

/** Whether a word in small letters is one that careless writers begin a sentence with. */
export function isCarelessStarter(word: string): boolean {
  return PRONOUNS.has(word);
}

/** Whether a word with a capital tells that a sentence begins. Capitals throughout ("IN", "WAS") tell less. */
export function isStarter(word: string): boolean {
  if (word === '') return false;
  if (isPlainlyWritten(word)) return PLAIN_STARTERS.has(word) || isAdverb(word);
  const lower = word.toLowerCase();
  if (word.length > 1 && word === word.toUpperCase()) return SAFE_IN_CAPITALS.has(lower);
  return STARTERS.has(lower) || isAdverb(lower) || isContractedStarter(lower);
}

function isAdverb(word: string): boolean {
  return word.length >= ADVERB_LENGTH && word.endsWith('ly') && !NOT_ADVERBS.has(word.toLowerCase());
}

function isContractedStarter(lower: string): boolean {
  if (!lower.includes("'") && !lower.includes('’')) return false;
  const stem = CONTRACTION.exec(lower)?.[1];
  return stem !== undefined && (STARTERS.has(stem) || STARTERS.has(`${stem}n`));
}
