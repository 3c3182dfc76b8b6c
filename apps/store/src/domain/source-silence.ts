import { HOUR_MS } from './time-buckets.js';

/** With fewer gaps than this nothing is usual yet. */
const MIN_GAPS = 5;
const USUAL_SHARE = 0.9;
const PATIENCE = 2;
const LEAST_SILENCE_MS = HOUR_MS;

/** Whether a source is silent, judged by its own habits. */
export interface Silence {
  /** Nine of ten gaps of the source are no longer than this; null where it has shown too few. */
  readonly usualGapMs: number | null;
  /** From when on it counts as silent; null where nothing is usual yet. */
  readonly expectedBy: number | null;
  readonly silent: boolean;
}

/**
 * A source is silent when nothing has come for more than twice its usual gap, and for an hour at least.
 *
 * @param gapsMs times between one quarter of an hour in which something came and the next one, in any order
 * @param lastAt when something came last
 */
export function judgeSilence(gapsMs: readonly number[], lastAt: number, now: number): Silence {
  if (gapsMs.length < MIN_GAPS) return { usualGapMs: null, expectedBy: null, silent: false };
  const sorted = gapsMs.toSorted((a, b) => a - b);
  const usualGapMs = sorted[Math.ceil(sorted.length * USUAL_SHARE) - 1] ?? 0;
  const expectedBy = lastAt + Math.max(PATIENCE * usualGapMs, LEAST_SILENCE_MS);
  return { usualGapMs, expectedBy, silent: now > expectedBy };
}
