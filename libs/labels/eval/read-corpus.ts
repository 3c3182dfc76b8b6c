import { readFileSync } from 'node:fs';

import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

const label = z.enum(LABELS);
const row = z.object({
  id: z.string().optional(),
  text: z.string().min(1),
  label,
  alt: label.nullish().transform((alt) => alt ?? null),
  none: z.boolean().default(false),
  split: z.enum(['train', 'test']).optional(),
});

/** A labelled sentence of a corpus. */
export type CorpusRow = z.output<typeof row>;

/** A line of a corpus that cannot be used; the message names file and line. */
export class BadCorpusLine extends Error {}

/** Reads an NDJSON corpus. Throws {@link BadCorpusLine} at the first line that is not of the shared form. */
export function readCorpus(path: string): readonly CorpusRow[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => (line.trim() === '' ? [] : [readLine(line, `${path}:${at + 1}`)]));
}

function readLine(line: string, place: string): CorpusRow {
  const parsed = row.safeParse(parseJson(line, place));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BadCorpusLine(`${place}: ${issue?.path.join('.')}: ${issue?.message}`);
}

function parseJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new BadCorpusLine(`${place}: not JSON`, { cause });
  }
}
