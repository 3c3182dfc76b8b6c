import { reviewOf, type Tallies, totalOf } from './tallies.js';

/** Why a bucket may still grow. `now`: its time is not over; `in-flight`: articles of its time are not wholly stored. */
export type Incomplete = 'now' | 'in-flight';

/** What a timeline is made of. Times are milliseconds since 1970. */
export interface TimelineParts {
  readonly edges: readonly number[];
  /** One between each edge and the next. */
  readonly spans: readonly Tallies[];
  /** The same, of all sentences. */
  readonly all: readonly Tallies[];
  readonly now: number;
  readonly corrections: readonly { readonly at: number; readonly number: number }[];
  readonly openAt: readonly number[];
}

/** One bucket of a timeline. */
export interface TimelineBucket {
  readonly from: number;
  readonly to: number;
  readonly tallies: Tallies;
  readonly total: number;
  readonly needsReview: number;
  /** Sentences of this time, whatever the filter. */
  readonly all: number;
  /** Labels that persons gave or took back in this time. */
  readonly corrections: number;
  readonly incomplete: Incomplete | null;
}

/** Puts a timeline together: one bucket between each edge and the next, those without sentences too. */
export function timelineOf({ edges, spans, all, now, corrections, openAt }: TimelineParts): readonly TimelineBucket[] {
  const open = new Set(openAt.map((at) => bucketAt(edges, at)));
  const corrected = new Map<number, number>();
  for (const { at, number } of corrections) {
    const bucket = bucketAt(edges, at);
    corrected.set(bucket, (corrected.get(bucket) ?? 0) + number);
  }
  return spans.map((tallies, nth) => {
    const [from, to] = [edges[nth] ?? 0, edges[nth + 1] ?? 0];
    return {
      from,
      to,
      tallies,
      total: totalOf(tallies),
      needsReview: reviewOf(tallies),
      all: totalOf(all[nth] ?? tallies),
      corrections: corrected.get(nth) ?? 0,
      incomplete: to > now ? 'now' : open.has(nth) ? 'in-flight' : null,
    };
  });
}

/** Which bucket a time falls into; −1 or beyond the last where it falls into none. */
function bucketAt(edges: readonly number[], at: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
