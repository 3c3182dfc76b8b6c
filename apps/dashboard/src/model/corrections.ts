import type { Label } from '../api/types.js';

/** What a correction changes of a sentence. */
export interface Verdict {
  readonly label: Label | null;
  readonly corrected: boolean;
}

/** Something that has a verdict: a sentence of a list, of an article, of the review queue. */
export interface Judged extends Verdict {
  readonly sentenceId: string;
  readonly confidence: number | null;
  readonly needsReview: boolean | null;
}

/** A person's word that the page shows before the server has said so. */
export interface Patch {
  /** How the server's own copies of the sentence may still read. */
  readonly before: readonly Verdict[];
  readonly after: Verdict;
  readonly state: 'saving' | 'saved';
}

/**
 * The sentence as a person has just said. Only what still reads as it did before is patched: as soon as the server tells
 * anything else, be it this word or another person's, the server is right.
 */
export function patched<Sentence extends Judged>(sentence: Sentence, patch: Patch | undefined): Sentence {
  if (patch === undefined || !patch.before.some((verdict) => isSame(sentence, verdict))) return sentence;
  const { label, corrected } = patch.after;
  if (!corrected) return { ...sentence, label, corrected };
  return { ...sentence, label, corrected, confidence: null, needsReview: false };
}

/** What would be said by a person who chooses a label: nothing, when he has said just that already. */
export function wordFor(sentence: Judged, label: Label): Verdict | undefined {
  return sentence.corrected && sentence.label === label ? undefined : { label, corrected: true };
}

/** What is read out: short, for it is heard between two sentences. */
export function announcementOf(before: Verdict, after: Verdict): string {
  if (!after.corrected) return 'Taken back: the model’s label counts again.';
  return before.label === after.label ? `Confirmed as ${after.label}.` : `Corrected to ${after.label}.`;
}

const isSame = (a: Verdict, b: Verdict): boolean => a.label === b.label && a.corrected === b.corrected;
