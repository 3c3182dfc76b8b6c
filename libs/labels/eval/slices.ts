/** A kind of sentence that models find hard, told by its text alone. */
export type Slice = keyof typeof SLICES;

const LONG_WORDS = 35;
const SHORT_WORDS = 10;
const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;
const isAllCaps = (text: string): boolean => /\p{Lu}{4}/u.test(text) && !/\p{Ll}/u.test(text);

/**
 * The slices, as pure functions of the text. They only choose sentences to look at: the model does not use them.
 * English cues, coarse on purpose; a sentence may be in several or in none.
 */
const SLICES = {
  negated: (text: string) =>
    /\b(?:not|no|never|neither|nor|without|denie[sd]|deny|refused?|rejected?)\b|n['’]t\b/i.test(text),
  hypothetical: (text: string) => /\b(?:if|would|could|might|may|unless|should)\b/i.test(text),
  quoted: (text: string) => /["“”]/.test(text),
  reported: (text: string) => /\b(?:said|says|told|according to|reported|stated|noted|added|announced)\b/i.test(text),
  tolls: (text: string) =>
    /\b(?:killed|dead|died|wounded|injured|deaths?|casualties|bodies)\b/i.test(text) &&
    /\d|\b(?:dozens|hundreds|thousands|two|three|four|five|six|seven|eight|nine|ten)\b/i.test(text),
  aid: (text: string) => /\b(?:aid|relief|humanitarian|refugees?|displaced|hospitals?)\b/i.test(text),
  ceasefire: (text: string) => /\b(?:cease-?fires?|truces?|armistice)\b/i.test(text),
  long: (text: string) => words(text) > LONG_WORDS,
  short: (text: string) => words(text) < SHORT_WORDS,
  'all caps': isAllCaps,
} as const satisfies Record<string, (text: string) => boolean>;

/** The slices that a sentence belongs to, in a fixed order. */
export function slicesOf(text: string): readonly Slice[] {
  return (Object.keys(SLICES) as Slice[]).filter((slice) => SLICES[slice](text));
}
