import { LABELS, type Label } from '../api/types.js';

/** How many sentences have each label, and how many have none yet. */
export interface LabelMix {
  readonly counts: Readonly<Record<Label, number>>;
  readonly unlabelled: number;
  readonly needsReview: number;
  readonly total: number;
}

/** Counts the labels of sentences. */
export function labelMixOf(
  sentences: readonly { readonly label: Label | null; readonly needsReview: boolean | null }[],
): LabelMix {
  const countOf = (label: Label | null): number => sentences.filter((sentence) => sentence.label === label).length;
  const [military, diplomatic, humanitarian] = LABELS;
  return {
    counts: {
      [military]: countOf(military),
      [diplomatic]: countOf(diplomatic),
      [humanitarian]: countOf(humanitarian),
    },
    unlabelled: countOf(null),
    needsReview: sentences.filter(({ needsReview }) => needsReview === true).length,
    total: sentences.length,
  };
}
