import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { loadModel } from '../src/load-model.js';
import { corpusTestRows, developmentRows } from './corpora.js';
import { evaluate } from './evaluate.js';
import type { CorpusRow } from './read-corpus.js';

interface Floor {
  readonly accuracy: number;
  readonly macroF1: number;
  readonly acceptable: number;
  readonly acceptableWithoutReview?: number;
  readonly largestEce?: number;
}

const floors = JSON.parse(readFileSync(join(import.meta.dirname, '../model/floor.json'), 'utf8')) as Readonly<
  Record<'corpus test' | 'development', Floor>
>;
const development = developmentRows(process.env);

async function shortfalls(floor: Floor, rows: readonly CorpusRow[]): Promise<readonly string[]> {
  const { overall } = await evaluate(loadModel(), rows);
  const atLeast = ['accuracy', 'macroF1', 'acceptable', 'acceptableWithoutReview'] as const;
  const low = atLeast.filter((measure) => overall[measure] < (floor[measure] ?? 0));
  return overall.ece > (floor.largestEce ?? 1) ? [...low, 'ece'] : low;
}

describe('The committed model', () => {
  it('stays above its floor on the test part of the corpus', async () => {
    expect(await shortfalls(floors['corpus test'], corpusTestRows())).toEqual([]);
  });

  it.skipIf(development === undefined)('stays above its floor on the development set', async () => {
    expect(await shortfalls(floors.development, development!)).toEqual([]);
  });

  it('is the one that its card describes', () => {
    const card = JSON.parse(readFileSync(join(import.meta.dirname, '../model/card.json'), 'utf8')) as {
      readonly modelVersion: string;
    };
    expect(card.modelVersion).toBe(loadModel().modelVersion);
  });
});
