import { readSubmission, type RefusedArticle, type Submission } from '@sitrep/sentences';

/** A line of a batch, with what was read of it. */
export interface ReadLine {
  /** From 1. */
  readonly line: number;
  readonly read: Submission | RefusedArticle;
}

const NEWLINE = 0x0a;

/** Reads NDJSON: an article a line. Empty lines are passed over, and counted. Total. */
export function readLines(bytes: Buffer): readonly ReadLine[] {
  const lines: ReadLine[] = [];
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const text = bytes.subarray(start, end);
    if (!isBlank(text)) lines.push({ line, read: readSubmission(text, 'application/json') });
    start = end + 1;
  }
  return lines;
}

const isBlank = (text: Uint8Array): boolean => text.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
