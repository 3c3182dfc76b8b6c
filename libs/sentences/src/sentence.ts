/** One sentence of a text and its place there: `text === whole.slice(start, end)`. */
export interface Sentence {
  readonly text: string;
  /** First UTF-16 code unit. */
  readonly start: number;
  /** UTF-16 code unit after the last. */
  readonly end: number;
}

/** Longer than any sentence that people write, in UTF-16 code units: above it a boundary was probably missed. */
export const OVERLONG_SENTENCE_LENGTH = 2_000;

/** Whether a sentence is so long that a boundary was probably missed. It is kept whole, and flagged. */
export function isOverlong(sentence: Sentence): boolean {
  return sentence.text.length > OVERLONG_SENTENCE_LENGTH;
}
