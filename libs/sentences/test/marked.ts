import { splitSentences } from '../src/index.js';

const MARK = '|';

/** Splits a text that has a "|" where each sentence but the first begins, and puts the marks back where sentences begin. */
export function remark(marked: string): string {
  const text = marked.replaceAll(MARK, '');
  const starts = splitSentences(text)
    .slice(1)
    .map((sentence) => sentence.start);
  return [0, ...starts].map((start, at) => text.slice(start, starts[at] ?? text.length)).join(MARK);
}
