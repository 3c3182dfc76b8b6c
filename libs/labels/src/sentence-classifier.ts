import type { Label } from '@sitrep/contracts';

/** The labels in the order in which models keep their scores. The contract owns the names; this file keeps inference free of its code. */
export const LABEL_ORDER = ['military', 'diplomatic', 'humanitarian'] as const satisfies readonly Label[];

/** Words that helped to decide. Offsets are UTF-16 code units into the sentence, end exclusive: `text === sentence.slice(start, end)`. */
export interface Evidence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Above 0 speaks for the chosen label, below 0 against it. The unit is log-odds against the mean of the other labels. */
  readonly weight: number;
}

/** What a model says of one sentence. */
export interface Classification {
  readonly label: Label;
  /** Calibrated probability that the label is right, 0 to 1: the largest of `scores`. */
  readonly confidence: number;
  /** Calibrated probabilities; they sum to 1. */
  readonly scores: Readonly<Record<Label, number>>;
  /** How unlike conflict news the sentence is, 0 to 1. */
  readonly none: number;
  /** The model is unsure: a person should look. The model card says what precision the threshold was chosen for. */
  readonly needsReview: boolean;
  /** The weightiest words first, by absolute weight; at most a few. Empty where the model cannot say. */
  readonly evidence: readonly Evidence[];
}

/**
 * Labels sentences. Any model can stand behind this port; `describeSentenceClassifier` in `@sitrep/testing` is what each must pass.
 *
 * Promises: one classification a text, in order; the same text gives the same classification; no string makes it throw
 * (a remote model may fail as a whole: the promise then rejects with a `TransientFailure` of the caller's world).
 */
export interface SentenceClassifier {
  /** Content hash or name of the model; stands on every label that it gives. */
  readonly modelVersion: string;
  classify(texts: readonly string[]): Promise<readonly Classification[]>;
}
