import { splitSentences } from '../src/index.js';
import { missesOf, type Miss } from './misses.js';
import { readGold } from './read-gold.js';
import { compare, sum, type Counts } from './score.js';

/** A document that is not exact. */
export interface MissedDocument {
  readonly file: string;
  readonly id: string;
  readonly misses: readonly Miss[];
}

/** What was counted in a file. */
export interface FileResult {
  readonly file: string;
  readonly counts: Counts;
  readonly missed: readonly MissedDocument[];
}

/** Splits every document of a file and compares. Throws what {@link readGold} throws. */
export async function evaluateFile(file: string): Promise<FileResult> {
  const counts: Counts[] = [];
  const missed: MissedDocument[] = [];
  for await (const { id, input, sentences } of readGold(file)) {
    const found = splitSentences(input).map((sentence) => sentence.text);
    const compared = compare(found, sentences);
    counts.push(compared);
    if (compared.exact === 0) missed.push({ file, id, misses: missesOf(input, found, sentences) });
  }
  return { file, counts: sum(counts), missed };
}
