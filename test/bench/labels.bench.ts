import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { LABELS, type Label } from '@sitrep/contracts';
import { loadModel } from '@sitrep/labels';

import { NgramBaseline } from './ngram-baseline.js';

const CORPUS = join(import.meta.dirname, '../../libs/labels/corpus');
const ROUNDS = 7;
const PASSES_A_ROUND = 10;

interface Row {
  readonly text: string;
  readonly label: Label;
  readonly alt: Label | null;
  readonly split: 'train' | 'test';
}

interface Result {
  readonly name: string;
  readonly sentencesPerSecond: number;
  readonly accuracy: number;
  readonly acceptable: number;
}

/**
 * Measures the model with and without evidence beside an n-gram baseline, in one process, on the texts of the corpus (or of
 * `--file FILE.jsonl`): sentences a second of CPU time, best of several rounds, and scores on the corpus's test part.
 * The baseline learns from the corpus alone; the model has seen more.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' }, file: { type: 'string' } } });
  const rows = readdirSync(CORPUS)
    .filter((name) => name.endsWith('.ndjson'))
    .flatMap((name) => readRows(join(CORPUS, name)));
  const texts =
    values.file === undefined ? rows.map(({ text }) => text) : readRows(values.file).map(({ text }) => text);
  const test = rows.filter(({ split }) => split === 'test');
  const loadMilliseconds = bestOf(ROUNDS, () => loadModel()) * 1_000;
  const model = loadModel();
  const silent = loadModel({ evidenceWords: 0 });
  const baseline = new NgramBaseline(rows.filter(({ split }) => split === 'train'));
  const results = [
    measure('model, with evidence', (text) => model.classifyOne(text).label, texts, test),
    measure('model, without evidence', (text) => silent.classifyOne(text).label, texts, test),
    measure('word 1–2-grams, linear', (text) => baseline.classify(text), texts, test),
  ];
  const words = texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / texts.length;
  const report = {
    modelVersion: model.modelVersion,
    texts: texts.length,
    wordsASentence: words,
    loadMilliseconds,
    results,
  };
  if (values.json === true) console.log(JSON.stringify(report, null, 2));
  else printReport(report);
  await Promise.resolve();
}

function readRows(path: string): readonly Row[] {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Row);
}

function measure(
  name: string,
  classify: (text: string) => Label,
  texts: readonly string[],
  test: readonly Row[],
): Result {
  const tally = new Map<Label, number>(LABELS.map((label) => [label, 0]));
  const seconds = bestOf(ROUNDS, () => {
    for (let pass = 0; pass < PASSES_A_ROUND; pass++) {
      for (const text of texts) {
        const label = classify(text);
        tally.set(label, tally.get(label)! + 1);
      }
    }
  });
  const guesses = test.map((row) => ({ ...row, guess: classify(row.text) }));
  const shareOf = (test: (row: (typeof guesses)[number]) => boolean): number =>
    guesses.filter(test).length / guesses.length;
  return {
    name,
    sentencesPerSecond: (texts.length * PASSES_A_ROUND) / seconds,
    accuracy: shareOf(({ guess, label }) => guess === label),
    acceptable: shareOf(({ guess, label, alt }) => guess === label || guess === alt),
  };
}

/** CPU seconds (user and system) of the fastest round: other processes on the machine do not count. */
function bestOf(rounds: number, work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}

function printReport(report: {
  readonly modelVersion: string;
  readonly texts: number;
  readonly wordsASentence: number;
  readonly loadMilliseconds: number;
  readonly results: readonly Result[];
}): void {
  const { modelVersion, texts, wordsASentence, loadMilliseconds, results } = report;
  console.log(
    `${modelVersion} loads in ${loadMilliseconds.toFixed(0)} ms of CPU time. ${texts} texts, ${wordsASentence.toFixed(1)} words each; one core, best of ${ROUNDS}; scores on the corpus's test part:`,
  );
  console.table(
    results.map(({ name, sentencesPerSecond, accuracy, acceptable }) => ({
      name,
      'sentences/s': Math.round(sentencesPerSecond),
      accuracy: accuracy.toFixed(3),
      acceptable: acceptable.toFixed(3),
    })),
  );
}
