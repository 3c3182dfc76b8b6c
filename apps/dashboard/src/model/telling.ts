import type { Evidence } from '../api/types.js';

/** Of the heaviest word's weight. Chosen by eye on real articles: below it, every second word is underlined. */
const LEAST_SHARE = 0.15;

/** The words worth underlining in a text: a model lists many, and most of them hardly moved it. */
export function tellingOf(evidence: readonly Evidence[]): readonly Evidence[] {
  const heaviest = Math.max(0, ...evidence.map(({ weight }) => Math.abs(weight)));
  return evidence.filter(({ weight }) => weight !== 0 && Math.abs(weight) >= heaviest * LEAST_SHARE);
}
