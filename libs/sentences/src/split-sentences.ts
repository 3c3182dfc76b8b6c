import { SentenceScanner } from './scanner.js';
import type { Sentence } from './sentence.js';

/** Characters between two chances for others to run: a few milliseconds of work. */
const SLICE_LENGTH = 64 * 1024;

/**
 * Splits a text into its sentences, in order. Each is `text.slice(start, end)`, without blanks at its ends; together they
 * hold every visible character; none spans a blank line. Offsets are UTF-16 code units. Never throws; linear in time.
 */
export function splitSentences(text: string): Sentence[] {
  const scanner = new SentenceScanner(text);
  scanner.scan(Number.POSITIVE_INFINITY);
  return scanner.sentences;
}

/**
 * The same result as {@link splitSentences}, in slices: between two of them `yieldControl` is awaited, by default until the
 * event loop has served others. A text of one slice is split at once.
 */
export async function splitSentencesInSlices(
  text: string,
  yieldControl: () => Promise<void> = nextTurn,
): Promise<Sentence[]> {
  if (text.length <= SLICE_LENGTH) return splitSentences(text);
  const scanner = new SentenceScanner(text);
  for (let limit = SLICE_LENGTH; !scanner.scan(limit); limit += SLICE_LENGTH) await yieldControl();
  return scanner.sentences;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
