import { DAY_MS, type Span } from './time-buckets.js';

/** How a number compares with what is usual, in the bands of ACLED's Trendfinder. */
export const CHANGE_BANDS = ['surge', 'rise', 'steady', 'fall', 'limited', 'unknown'] as const;
export type ChangeBand = (typeof CHANGE_BANDS)[number];

/** A number now against the mean of earlier windows of the same length. */
export interface Change {
  /** How many earlier windows there were to compare with; those from before the first sentence are none. */
  readonly windows: number;
  /** Mean of those windows; null without any. */
  readonly mean: number | null;
  /** (now − mean) / mean; null where that cannot be told. */
  readonly change: number | null;
  readonly band: ChangeBand;
}

/** Up to this mean, and this number now, a change in percent says nothing. */
const FEW_ON_AVERAGE = 2;
const FEW_NOW = 5;
/** One earlier window is an anecdote, not what is usual. */
const MIN_WINDOWS = 2;

/**
 * Compares a number with the mean of earlier ones: `surge` above +25 %, `rise` from +10 % to +25 %, `steady` between,
 * `fall` below −25 %; `limited` where the mean is at most 2 and the number at most 5; `unknown` with fewer than two
 * earlier windows.
 */
export function changeAgainst(now: number, earlier: readonly number[]): Change {
  const windows = earlier.length;
  if (windows === 0) return { windows, mean: null, change: null, band: 'unknown' };
  const mean = earlier.reduce((sum, one) => sum + one, 0) / windows;
  const change = mean === 0 ? null : (now - mean) / mean;
  return { windows, mean, change, band: windows < MIN_WINDOWS ? 'unknown' : bandOf(now, mean, change) };
}

function bandOf(now: number, mean: number, change: number | null): ChangeBand {
  if (mean <= FEW_ON_AVERAGE && now <= FEW_NOW) return 'limited';
  if (change === null || change > 0.25) return 'surge';
  if (change >= 0.1) return 'rise';
  return change < -0.25 ? 'fall' : 'steady';
}

export const WEEK_MS = 7 * DAY_MS;

/**
 * The windows that the window from `from` to `to` is compared with, the latest first: of the same length, each as many whole weeks before the one after it as
 * the length needs. So a day is compared with the same day of the weeks before, and weekends with weekends.
 *
 * @param first the moment of the first sentence: a window that begins before it is not whole, and left out
 */
export function earlierWindows({ from, to }: Span, number: number, first: number): readonly Span[] {
  const step = Math.ceil((to - from) / WEEK_MS) * WEEK_MS;
  const all = Array.from({ length: number }, (_, nth) => (nth + 1) * step);
  return all.map((back) => ({ from: from - back, to: to - back })).filter((window) => window.from >= first);
}
