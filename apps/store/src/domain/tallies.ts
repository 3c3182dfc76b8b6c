import { type Label, LABELS } from '@sitrep/contracts';

/** How many sentences there are, and how many of them need a review. */
export interface Tally {
  readonly all: number;
  readonly review: number;
}

/** A tally for each label. */
export type Tallies = Readonly<Record<Label, Tally>>;

/** Which part of tallies is wanted. */
export interface TallyFilter {
  readonly label?: Label | undefined;
  readonly needsReview?: boolean | undefined;
}

const NONE: Tally = { all: 0, review: 0 };

/** Tallies made label by label. */
export const talliesBy = (tallyOf: (label: Label) => Tally): Tallies => ({
  military: tallyOf('military'),
  diplomatic: tallyOf('diplomatic'),
  humanitarian: tallyOf('humanitarian'),
});

/** Tallies of nothing. */
export const NO_TALLIES: Tallies = talliesBy(() => NONE);

/** What remains of tallies when only some of the sentences are wanted. */
export function partOf(tallies: Tallies, { label: wanted, needsReview }: TallyFilter): Tallies {
  return talliesBy((label) => {
    if (wanted !== undefined && label !== wanted) return NONE;
    const { all, review } = tallies[label];
    if (needsReview === undefined) return { all, review };
    return needsReview ? { all: review, review } : { all: all - review, review: 0 };
  });
}

/** All sentences of tallies together. */
export const totalOf = (tallies: Tallies): number => LABELS.reduce((sum, label) => sum + tallies[label].all, 0);

/** All sentences of tallies that need a review. */
export const reviewOf = (tallies: Tallies): number => LABELS.reduce((sum, label) => sum + tallies[label].review, 0);

/** Several tallies as one. */
export const sumOf = (several: readonly Tallies[]): Tallies =>
  talliesBy((label) => ({
    all: several.reduce((sum, tallies) => sum + tallies[label].all, 0),
    review: several.reduce((sum, tallies) => sum + tallies[label].review, 0),
  }));
