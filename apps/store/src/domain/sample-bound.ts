/** Names of sentences are hashes: those below a bound are a fair sample, and the primary key finds them. */

const WORDS = 2 ** 32;
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A part of all sentences. */
export interface Sample {
  /** 0 to 1; 1 is all of them. */
  readonly share: number;
  /** Ids up to here, inclusive, are in it. */
  readonly bound: string;
}

/** The part of about `all` sentences that has about `wanted`. */
export function sampleOf(all: number, wanted: number): Sample {
  if (all <= wanted) return { share: 1, bound: LAST };
  const words = Math.max(1, Math.round((wanted / all) * WORDS));
  return { share: words / WORDS, bound: `${words.toString(16).padStart(8, '0')}${'-0000'.repeat(3)}-000000000000` };
}

/** How much of the way through all ids, in their order, is done with this one. */
export const wayTo = (sentenceId: string): number => Number.parseInt(sentenceId.slice(0, 8), 16) / WORDS;
