import type { Label } from '@sitrep/contracts';
import { describe, expect, it } from 'vitest';

import { measure, type Judged } from './metrics.js';

const judged = (label: Label, predicted: Label, more: Partial<Judged> = {}): Judged => ({
  label,
  predicted,
  alt: null,
  confidence: 1,
  needsReview: false,
  ...more,
});

describe('measure', () => {
  const rows = [
    judged('military', 'military', { confidence: 0.95 }),
    judged('military', 'diplomatic', { confidence: 0.55, alt: 'diplomatic' }),
    judged('diplomatic', 'diplomatic', { confidence: 0.55 }),
    judged('humanitarian', 'military', { confidence: 0.55, needsReview: true }),
  ];
  const metrics = measure(rows);

  it('counts what is right and what is acceptable', () => {
    expect(metrics).toMatchObject({ count: 4, accuracy: 0.5, acceptable: 0.75 });
  });

  it('scores each label', () => {
    expect(metrics.byLabel.military).toEqual({ precision: 0.5, recall: 0.5, f1: 0.5, count: 2 });
    expect(metrics.byLabel.diplomatic).toMatchObject({ precision: 0.5, recall: 1 });
    expect(metrics.byLabel.humanitarian).toEqual({ precision: 0, recall: 0, f1: 0, count: 1 });
    expect(metrics.macroF1).toBeCloseTo((0.5 + 2 / 3 + 0) / 3);
  });

  it('lists the confusions, a row for each label that a person gave', () => {
    expect(metrics.confusion).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 0],
    ]);
  });

  it('weighs each bin of confidence by its members', () => {
    expect(metrics.ece).toBeCloseTo((3 / 4) * Math.abs(1 / 3 - 0.55) + (1 / 4) * 0.05);
    expect(metrics.calibration.map(({ count }) => count)).toEqual([3, 1]);
  });

  it('leaves what goes to review out of the acceptable share above the threshold', () => {
    expect(metrics).toMatchObject({ review: 0.25, acceptableWithoutReview: 1 });
  });

  it('puts a confidence of 1 into the last bin, and says 0 of nothing', () => {
    expect(measure([judged('military', 'military')]).calibration[0]).toMatchObject({ to: 1, accuracy: 1 });
    expect(measure([])).toMatchObject({ count: 0, accuracy: 0, ece: 0, macroF1: 0 });
  });
});
