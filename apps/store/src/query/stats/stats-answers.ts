import { LABELS } from '@sitrep/contracts';
import type { z } from 'zod';

import { changeAgainst } from '../../domain/change.js';
import { judgeSilence } from '../../domain/source-silence.js';
import { type Tallies, totalOf, reviewOf } from '../../domain/tallies.js';
import type { TimelineBucket } from '../../domain/timeline.js';
import type { SourceCounts, SourceHabit } from '../../persistence/source-reader.js';
import type { labelStatsSchema, sourceStatsSchema, timelineSchema } from './stats-schemas.js';

type Timeline = z.output<typeof timelineSchema>;
type LabelStats = z.output<typeof labelStatsSchema>;
type SourceStats = z.output<typeof sourceStatsSchema>;

/** A time as the API says it. */
export const instantOf = (at: number): string => new Date(at).toISOString();
const maybe = (at: number | null | undefined): string | null =>
  at === null || at === undefined ? null : instantOf(at);

/** How many sentences have each label. */
export const countsOf = ({ military, diplomatic, humanitarian }: Tallies): Timeline['items'][number]['labels'] => ({
  military: military.all,
  diplomatic: diplomatic.all,
  humanitarian: humanitarian.all,
});

/** What the API says of a bucket. */
export const bucketItem = ({ tallies, from, to, ...same }: TimelineBucket): Timeline['items'][number] => ({
  from: instantOf(from),
  to: instantOf(to),
  ...same,
  labels: countsOf(tallies),
});

const MONTH = 4;

/** A window against those before it, the latest first. */
export function labelItems(now: Tallies, earlier: readonly Tallies[]): Pick<LabelStats, 'all' | 'labels'> {
  const compared = (countOf: (tallies: Tallies) => number) => ({
    count: countOf(now),
    month: changeAgainst(countOf(now), earlier.slice(0, MONTH).map(countOf)),
    year: changeAgainst(countOf(now), earlier.map(countOf)),
  });
  const total = totalOf(now);
  return {
    all: { ...compared(totalOf), needsReview: reviewOf(now) },
    labels: LABELS.map((label) => ({
      label,
      share: total === 0 ? null : now[label].all / total,
      ...compared((tallies) => tallies[label].all),
      needsReview: now[label].review,
    })),
  };
}

/** What the API says of a source. */
export function sourceItem(
  { source, volume, tallies }: SourceCounts,
  habit: SourceHabit | undefined,
  now: number,
): SourceStats['items'][number] {
  const { usualGapMs, expectedBy, silent } = judgeSilence(habit?.gapsMs ?? [], habit?.lastAt ?? 0, now);
  return {
    source: source === '' ? null : source,
    count: volume,
    labels: countsOf(tallies),
    needsReview: reviewOf(tallies),
    firstSeen: maybe(habit?.firstAt),
    lastSeen: maybe(habit?.lastAt),
    usualGapSeconds: usualGapMs === null ? null : Math.round(usualGapMs / 1_000),
    expectedBy: maybe(expectedBy),
    silent,
  };
}
