import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { loadModel } from '../src/load-model.js';
import { LABEL_ORDER } from '../src/sentence-classifier.js';
import { corpusTestRows, developmentRows } from './corpora.js';
import { evaluate } from './evaluate.js';
import { CALIBRATION_BINS, type Metrics } from './metrics.js';

/** What the trainer wrote beside the model. */
const training = z.object({
  data: z.array(z.object({ file: z.string(), sha256: z.string(), lines: z.int() })),
  sentences: z.object({ labelled: z.int(), teacherOnly: z.int() }),
  vectors: z.string().nullable(),
  settings: z.record(z.string(), z.union([z.number(), z.array(z.number())])),
  calibration: z.object({
    temperature: z.number(),
    review_below: z.number(),
    rows: z.int(),
    accuracy: z.number(),
    acceptable: z.number(),
  }),
});

interface Scores extends Metrics {
  readonly bySlice: Readonly<Record<string, Metrics>>;
}

/** What is known of a model. Has no date, so that the same data give the same card. */
export interface ModelCard {
  readonly modelVersion: string;
  readonly bytes: number;
  readonly training: z.output<typeof training>;
  readonly scores: Readonly<Record<string, Scores>>;
}

/** Measures the model in a directory and writes card.json and card.md there. */
export async function writeModelCard(directory: string, environment: NodeJS.ProcessEnv): Promise<ModelCard> {
  const model = loadModel({ directory });
  const development = developmentRows(environment);
  const sets = { 'corpus test': corpusTestRows(), ...(development && { development }) };
  const scores: Record<string, Scores> = {};
  for (const [name, rows] of Object.entries(sets)) {
    const { overall, bySlice } = await evaluate(model, rows);
    scores[name] = { ...overall, bySlice };
  }
  const card: ModelCard = {
    modelVersion: model.modelVersion,
    bytes: readFileSync(join(directory, 'model.bin')).length,
    training: training.parse(JSON.parse(readFileSync(join(directory, 'training.json'), 'utf8'))),
    scores,
  };
  writeFileSync(join(directory, 'card.json'), `${JSON.stringify(card, rounded, 1)}\n`);
  writeFileSync(join(directory, 'card.md'), cardText(card));
  return card;
}

const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
const figure = (value: number): string => value.toFixed(3);
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function cardText({
  modelVersion,
  bytes,
  training: { data, sentences, settings, calibration, vectors },
  scores,
}: ModelCard): string {
  return `${[
    `# Model card: ${modelVersion}`,
    'Written by `npm run train`. Labels English sentences of conflict news; what the labels mean is in `docs/codebook.md`, how the model works and what its parts bought in `docs/labels.md`.',
    `${(bytes / 1e6).toFixed(1)} MB; trained on ${sentences.labelled} labelled sentences and ${sentences.teacherOnly} that only a teacher labelled; word vectors ${vectors === null ? 'random' : `\`${vectors.slice(0, 16)}\``}.`,
    '## Data',
    table(
      ['file', 'lines', 'sha256'],
      data.map(({ file, lines, sha256 }) => [file, lines, `\`${sha256}\``]),
    ),
    '## Settings',
    table(
      ['setting', 'value'],
      Object.entries(settings).map(([name, value]) => [name, String(value)]),
    ),
    `Temperature ${calibration.temperature} and the review threshold ${calibration.review_below} were chosen on ${calibration.rows} sentences, each scored by a student that had not seen its label (accuracy ${calibration.accuracy}, acceptable ${calibration.acceptable}).`,
    ...Object.entries(scores).map(([name, of]) => scoresText(name, of)),
  ].join('\n\n')}\n`;
}

function scoresText(name: string, scores: Scores): string {
  const summary = (metrics: Metrics): readonly (string | number)[] => [
    metrics.count,
    ...[
      metrics.accuracy,
      metrics.macroF1,
      metrics.acceptable,
      metrics.ece,
      metrics.review,
      metrics.acceptableWithoutReview,
    ].map(figure),
  ];
  return [
    `## Scores: ${name}`,
    table(
      [
        'slice',
        'sentences',
        'accuracy',
        'macro-F1',
        'acceptable',
        `ECE (${CALIBRATION_BINS} bins)`,
        'to review',
        'acceptable without review',
      ],
      [
        ['**all**', ...summary(scores)],
        ...Object.entries(scores.bySlice).map(([slice, metrics]) => [slice, ...summary(metrics)]),
      ],
    ),
    table(
      ['label', 'precision', 'recall', 'F1', ...LABEL_ORDER.map((label) => `as ${label}`)],
      LABEL_ORDER.map((label, at) => {
        const { precision, recall, f1 } = scores.byLabel[label];
        return [label, figure(precision), figure(recall), figure(f1), ...scores.confusion[at]!];
      }),
    ),
    table(
      ['confidence', 'sentences', 'mean confidence', 'accuracy'],
      scores.calibration.map(({ from, to, count, meanConfidence, accuracy }) => [
        `${from.toFixed(2)}–${to.toFixed(2)}`,
        count,
        figure(meanConfidence),
        figure(accuracy),
      ]),
    ),
  ].join('\n\n');
}
