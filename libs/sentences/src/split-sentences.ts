import { SentenceScanner } from './scanner.js';
import type { Sentence } from './sentence.js';

/** Characters between two chances for others to run: a few milliseconds of work. */
const SLICE_LENGTH = 128 * 1024;

/**
 * Splits a text into its sentences, in order. Each is `text.slice(start, end)`, without blanks at its ends; together they
 * hold every visible character; none spans a blank line. Offsets are UTF-16 code units. Never throws; linear in time.
 */
export function splitSentences(text: string): Sentence[] {
  const scanner = new SentenceScanner(text);
  scanner.scan(Number.POSITIVE_INFINITY);
  const sentences: Sentence[] = [];
  take(scanner, text, sentences);
  return sentences;
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
  const sentences: Sentence[] = [];
  for (let limit = SLICE_LENGTH; !scanner.scan(limit); limit += SLICE_LENGTH) {
    take(scanner, text, sentences);
    await yieldControl();
  }
  take(scanner, text, sentences);
  return sentences;
}

/** Turns the bounds found so far into sentences. */
function take({ bounds }: SentenceScanner, text: string, sentences: Sentence[]): void {
  for (let at = 0; at + 1 < bounds.length; at += 2) {
    const start = bounds[at] as number;
    const end = bounds[at + 1] as number;
    sentences.push({ text: text.slice(start, end), start, end });
  }
  bounds.length = 0;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
