import type { Label } from '@sitrep/contracts';

/** What a person says of a sentence. */
export interface Correction {
  readonly sentenceId: string;
  /** Null: what persons said before does not count any more, and the models' labels do. */
  readonly label: Label | null;
  /** Who says so. */
  readonly by: string;
  readonly reason: string;
}

/** Whether the same person says the same again: a request that was sent twice. */
export function saysTheSame(a: Omit<Correction, 'sentenceId'>, b: Omit<Correction, 'sentenceId'>): boolean {
  return a.label === b.label && a.by === b.by && a.reason === b.reason;
}
