import { LABEL_ORDER } from '../src/sentence-classifier.js';
import type { Evaluation, JudgedSentence } from './evaluate.js';
import { CALIBRATION_BINS, type Metrics } from './metrics.js';

const figure = (value: number): string => value.toFixed(3).padStart(6);
const count = (value: number): string => String(value).padStart(6);

/** A table for people: overall, by label, confusion, calibration, review, slices. */
export function reportOf({ modelVersion, overall, bySlice }: Evaluation): string {
  return [
    `model ${modelVersion}, ${overall.count} sentences`,
    `accuracy ${figure(overall.accuracy)}   macro-F1 ${figure(overall.macroF1)}   acceptable ${figure(overall.acceptable)}`,
    `ECE (${CALIBRATION_BINS} bins) ${figure(overall.ece)}   to review ${figure(overall.review)}   acceptable without review ${figure(overall.acceptableWithoutReview)}`,
    '',
    'label          precision recall     F1  count',
    ...LABEL_ORDER.map((label) => {
      const { precision, recall, f1, count: total } = overall.byLabel[label];
      return `${label.padEnd(15)}   ${figure(precision)} ${figure(recall)} ${figure(f1)} ${count(total)}`;
    }),
    '',
    `confusion (rows: the person's label)  ${LABEL_ORDER.map((label) => label.slice(0, 6)).join(' ')}`,
    ...LABEL_ORDER.map((label, at) => `${label.padEnd(37)} ${overall.confusion[at]!.map(count).join(' ')}`),
    '',
    'slice            count accuracy macro-F1 acceptable review',
    ...Object.entries(bySlice).map(([slice, metrics]) => sliceLine(slice, metrics)),
  ].join('\n');
}

function sliceLine(slice: string, { count: total, accuracy, macroF1, acceptable, review }: Metrics): string {
  return `${slice.padEnd(15)} ${count(total)}   ${figure(accuracy)}   ${figure(macroF1)}     ${figure(acceptable)} ${figure(review)}`;
}

/** The sentences that were labelled wrongly, the surest first. */
export function errorsOf({ sentences }: Evaluation): readonly JudgedSentence[] {
  return sentences
    .filter(({ label, predicted }) => label !== predicted)
    .toSorted((left, right) => right.confidence - left.confidence);
}

/** One error as a paragraph for people. */
export function errorText({ id, text, label, alt, predicted, confidence, classification }: JudgedSentence): string {
  const wanted = alt === null ? label : `${label} (or ${alt})`;
  const why = classification.evidence.map(({ text: words, weight }) => `${words} ${weight.toFixed(2)}`).join(', ');
  return `${id ?? '-'}  ${predicted} ${confidence.toFixed(2)}, should be ${wanted}\n  ${text}\n  because of: ${why}`;
}
