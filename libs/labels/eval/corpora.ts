import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { readCorpus, type CorpusRow } from './read-corpus.js';

const CORPUS = join(import.meta.dirname, '..', 'corpus');
const DEVELOPMENT_SET = resolve(import.meta.dirname, '../../../../shared/data/labels.dev.jsonl');

/** The part of this repository's corpus that is never trained on. */
export function corpusTestRows(): readonly CorpusRow[] {
  return readdirSync(CORPUS)
    .filter((name) => name.endsWith('.ndjson'))
    .toSorted()
    .flatMap((name) => readCorpus(join(CORPUS, name)))
    .filter(({ split }) => split === 'test');
}

/** The development set: `SITREP_LABELS_DEV`, else the file beside a checkout that has one. Undefined where there is none. */
export function developmentRows(environment: NodeJS.ProcessEnv): readonly CorpusRow[] | undefined {
  const path = environment['SITREP_LABELS_DEV'] ?? DEVELOPMENT_SET;
  return existsSync(path) ? readCorpus(path) : undefined;
}
