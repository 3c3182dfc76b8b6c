import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describeSentenceClassifier } from '@sitrep/testing';
import { describe, expect, it } from 'vitest';

import { Contributions } from './evidence.js';
import { loadModel } from './load-model.js';
import { readModelFile, type ModelTables } from './model-file.js';
import { Scorer } from './scorer.js';
import { Tokeniser } from './tokeniser.js';
import { Vocabulary } from './vocabulary.js';

const SENTENCES = [
  'Artillery struck the outskirts of the town as infantry crossed the river under smoke.',
  'Foreign ministers met in Geneva to discuss the terms of a settlement, and agreed to meet again.',
  'Thousands of families who fled the fighting sleep in schools without food, water or medicine.',
  'The defence minister insisted there were no plans to launch an invasion.',
  'x',
];

const MODEL = join(import.meta.dirname, '../model');
/** What the trainer's own arithmetic, in floating point, makes of some sentences. */
const GOLDEN_SCORES = JSON.parse(readFileSync(join(MODEL, 'golden-scores.json'), 'utf8')) as readonly {
  readonly text: string;
  readonly scores: readonly number[];
}[];
const LARGEST_ROUNDING = 0.2;

describeSentenceClassifier('TableClassifier', () => ({ classifier: loadModel() }));

describe('TableClassifier', () => {
  it('labels plain sentences as anybody would', () => {
    const model = loadModel();
    expect(SENTENCES.slice(0, 3).map((text) => model.classifyOne(text).label)).toEqual([
      'military',
      'diplomatic',
      'humanitarian',
    ]);
  });

  it.each(SENTENCES)('explains the whole margin: %s', (text) => {
    const { tables, tokens, scorer } = parts();
    const contributions = new Contributions(tables, scorer);
    tokens.read(text);
    scorer.score(tokens);
    for (const label of [0, 1, 2]) {
      contributions.explain(tokens, label);
      const explained = contributions.weights.reduce((sum, weight) => sum + weight, 0);
      expect(explained + marginOf(tables.bias, label) / tables.temperature).toBeCloseTo(
        marginOf([...scorer.raw], label) / tables.temperature,
        3,
      );
    }
  });

  it('scores as the trainer did, but for rounding', () => {
    const { tokens, scorer } = parts();
    for (const { text, scores } of GOLDEN_SCORES) {
      tokens.read(text);
      scorer.score(tokens);
      const apart = scores.map((score, output) => Math.abs(score - scorer.raw[output]!));
      expect(Math.max(...apart)).toBeLessThan(LARGEST_ROUNDING);
    }
  });

  it('names as many words as it is asked for, and none when told so', () => {
    const text = SENTENCES[1]!;
    expect(loadModel({ evidenceWords: 0 }).classifyOne(text).evidence).toEqual([]);
    expect(loadModel({ evidenceWords: 1 }).classifyOne(text).evidence).toHaveLength(1);
  });

  it('shows a number and an abbreviation as they are printed, though it reads them in pieces', () => {
    const model = loadModel({ evidenceWords: 20 });
    const texts = [
      ...GOLDEN_SCORES.map(({ text }) => text),
      'Dr. Quandt said 9,000 people had fled, some "with nothing".',
    ];
    for (const text of texts) {
      let taken = 0;
      for (const { start, end } of model.classifyOne(text).evidence.toSorted((a, b) => a.start - b.start)) {
        expect(start).toBeGreaterThanOrEqual(taken);
        const isInside = start > taken && /\S/u.test(text[start - 1]!);
        expect(isInside && !/\p{L}/u.test(text[start]!), `${text}: ${text.slice(start, end)}`).toBe(false);
        taken = end;
      }
    }
  });

  it('does not read what lies beyond its window', () => {
    const model = loadModel();
    const window = 'word '.repeat(64);
    expect(model.classifyOne(`${window} artillery shelled the town`)).toEqual(model.classifyOne(window));
  });
});

function parts(): { readonly tables: ModelTables; readonly tokens: Tokeniser; readonly scorer: Scorer } {
  const tables = readModelFile(readFileSync(join(MODEL, 'model.bin')));
  const tokens = new Tokeniser(new Vocabulary(tables.wordHashes, tables.suffixes), tables.window);
  return { tables, tokens, scorer: new Scorer(tables) };
}

function marginOf(scores: readonly number[], label: number): number {
  const others = [0, 1, 2].filter((other) => other !== label);
  return scores[label]! - (scores[others[0]!]! + scores[others[1]!]!) / 2;
}
