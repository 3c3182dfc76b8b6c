/** Verbs of saying after a quotation. Sources: AP Stylebook, "said"; Quirk et al., 14.29 (reporting verbs). */
const SPEECH_VERBS: ReadonlySet<string> = new Set(
  (
    'said says say asked ask asks added adds wrote writes told tells replied replies continued responded responds shouted ' +
    'exclaimed yelled tweeted insisted wondered cried answered recalled explained declared noted demanded queried ' +
    'called howled began quipped joked concluded remarked complained warned argued screamed whispered muttered chanted boasted'
  ).split(' '),
);

/** Finite verbs that follow the subject of a report. Sources: as above, and the auxiliaries of Quirk et al., 3.21. */
const FINITE_VERBS: ReadonlySet<string> = new Set(
  (
    'report sell buy show illustrate is are was were has have had will would can could may might must should did does do announced reported plans ' +
    'planned expects expected agreed declined rose fell gained lost closed makes made owns owned sells sold holds ' +
    'bought offered reached filed remains became began also isn’t wasn’t hasn’t didn’t won’t'
  ).split(' '),
);

/** Whether a word reports what somebody said. */
export function isSpeechVerb(word: string): boolean {
  return SPEECH_VERBS.has(word);
}

/** Whether a word is a verb that needs a subject before it. */
export function isFiniteVerb(word: string): boolean {
  return SPEECH_VERBS.has(word) || FINITE_VERBS.has(word);
}
