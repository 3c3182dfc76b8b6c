import type { SentenceClassifier, Classification } from '../src/sentence-classifier.js';
import { measure, type Judged, type Metrics } from './metrics.js';
import type { CorpusRow } from './read-corpus.js';
import { slicesOf } from './slices.js';

/** A sentence with a person's label and a model's. */
export interface JudgedSentence extends Judged {
  readonly id: string | undefined;
  readonly text: string;
  readonly classification: Classification;
}

/** What a model scores on a corpus. */
export interface Evaluation {
  readonly modelVersion: string;
  readonly overall: Metrics;
  readonly bySlice: Readonly<Record<string, Metrics>>;
  readonly sentences: readonly JudgedSentence[];
}

/** Labels a corpus with a model and measures the labels, overall and by slice. */
export async function evaluate(classifier: SentenceClassifier, rows: readonly CorpusRow[]): Promise<Evaluation> {
  const classifications = await classifier.classify(rows.map(({ text }) => text));
  const sentences = rows.map((row, at) => judged(row, classifications[at]!));
  const members = new Map<string, JudgedSentence[]>();
  for (const sentence of sentences) {
    for (const slice of slicesOf(sentence.text)) members.set(slice, [...(members.get(slice) ?? []), sentence]);
  }
  const bySlice = Object.fromEntries(
    [...members].toSorted(([left], [right]) => left.localeCompare(right)).map(([slice, of]) => [slice, measure(of)]),
  );
  return { modelVersion: classifier.modelVersion, overall: measure(sentences), bySlice, sentences };
}

function judged(row: CorpusRow, classification: Classification): JudgedSentence {
  const { label: predicted, confidence, needsReview } = classification;
  const { id, text, label, alt } = row;
  return { id, text, label, alt, predicted, confidence, needsReview, classification };
}
