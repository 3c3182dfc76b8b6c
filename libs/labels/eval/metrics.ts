import type { Label } from '@sitrep/contracts';

import { LABEL_ORDER } from '../src/sentence-classifier.js';

/** A person's label beside a model's. */
export interface Judged {
  readonly label: Label;
  /** A second label that a careful colleague could defend. */
  readonly alt: Label | null;
  readonly predicted: Label;
  readonly confidence: number;
  readonly needsReview: boolean;
}

/** How well one label is found: of those predicted, how many are right; of those there, how many were found. */
export interface LabelScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly count: number;
}

/** Labels of one band of confidence: a calibrated model is right as often as it says. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly meanConfidence: number;
  readonly accuracy: number;
}

/** The measures of a set of labels. Shares are 0 to 1; a share of nothing is 0. */
export interface Metrics {
  readonly count: number;
  readonly accuracy: number;
  /** Mean of the labels' F1. */
  readonly macroF1: number;
  /** Share where the label or its `alt` was predicted. */
  readonly acceptable: number;
  readonly byLabel: Readonly<Record<Label, LabelScore>>;
  /** Rows: the person's label; columns: the model's; both in the order of the labels. */
  readonly confusion: readonly (readonly number[])[];
  /** Expected calibration error over 15 bins of equal width (Naeini and others, 2015). */
  readonly ece: number;
  readonly calibration: readonly CalibrationBin[];
  /** Share sent to review. */
  readonly review: number;
  /** Share of acceptable labels among those not sent to review. */
  readonly acceptableWithoutReview: number;
}

/** How many bins of equal width the expected calibration error is taken over. */
export const CALIBRATION_BINS = 15;

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const mean = (values: readonly number[]): number =>
  share(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
const isRight = (row: Judged): boolean => row.predicted === row.label;
const isAcceptable = (row: Judged): boolean => isRight(row) || row.predicted === row.alt;
const shareOf = (rows: readonly Judged[], test: (row: Judged) => boolean): number =>
  share(rows.filter(test).length, rows.length);

/** Measures labels against a person's. */
export function measure(rows: readonly Judged[]): Metrics {
  const confusion = LABEL_ORDER.map((label) =>
    LABEL_ORDER.map((predicted) => rows.filter((row) => row.label === label && row.predicted === predicted).length),
  );
  const scores = LABEL_ORDER.map((_, at) => labelScore(confusion, at));
  const [military, diplomatic, humanitarian] = scores as [LabelScore, LabelScore, LabelScore];
  const calibration = calibrationBins(rows);
  return {
    count: rows.length,
    accuracy: shareOf(rows, isRight),
    macroF1: mean(scores.map(({ f1 }) => f1)),
    acceptable: shareOf(rows, isAcceptable),
    byLabel: { military, diplomatic, humanitarian },
    confusion,
    ece: expectedCalibrationError(calibration, rows.length),
    calibration,
    review: shareOf(rows, (row) => row.needsReview),
    acceptableWithoutReview: shareOf(
      rows.filter((row) => !row.needsReview),
      isAcceptable,
    ),
  };
}

function labelScore(confusion: readonly (readonly number[])[], at: number): LabelScore {
  const hits = confusion[at]![at]!;
  const count = confusion[at]!.reduce((sum, value) => sum + value, 0);
  const predicted = confusion.reduce((sum, row) => sum + row[at]!, 0);
  return {
    precision: share(hits, predicted),
    recall: share(hits, count),
    f1: share(2 * hits, predicted + count),
    count,
  };
}

function calibrationBins(rows: readonly Judged[]): readonly CalibrationBin[] {
  const bins = Map.groupBy(rows, ({ confidence }) =>
    Math.min(Math.floor(confidence * CALIBRATION_BINS), CALIBRATION_BINS - 1),
  );
  return [...bins]
    .sort(([left], [right]) => left - right)
    .map(([bin, members]) => ({
      from: bin / CALIBRATION_BINS,
      to: (bin + 1) / CALIBRATION_BINS,
      count: members.length,
      meanConfidence: mean(members.map(({ confidence }) => confidence)),
      accuracy: shareOf(members, isRight),
    }));
}

function expectedCalibrationError(bins: readonly CalibrationBin[], total: number): number {
  return bins.reduce((sum, bin) => sum + share(bin.count, total) * Math.abs(bin.accuracy - bin.meanConfidence), 0);
}
