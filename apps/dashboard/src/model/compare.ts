import type { BucketSize } from './route.js';
import { withParts, type SentenceFilter } from './sentence-filter.js';
import type { TimeSpan } from './time-span.js';

const DAY_MS = 86_400_000;
const HOURS_UP_TO_DAYS = 4;
const DAYS_UP_TO_DAYS = 180;

/** The time that a filter means: what it says, else all there is; undefined where nothing says so. */
export function spanOf(
  filter: SentenceFilter,
  there: { readonly first: string | null; readonly last: string | null },
  now: number,
): TimeSpan | undefined {
  const from = filter.from ?? there.first;
  const to = filter.to ?? there.last;
  if (from === null || to === null) return undefined;
  // What is still to come is no time in which fewer sentences came.
  const end = Math.min(Date.parse(to), Math.max(now, Date.parse(from)));
  return Number.isNaN(end) ? undefined : { from, to: new Date(end).toISOString() };
}

/** How many a day; a time of less than a day counts as one. */
export const aDay = (total: number, { from, to }: TimeSpan): number =>
  total / Math.max(1, (Date.parse(to) - Date.parse(from)) / DAY_MS);

/** The buckets that a time is drawn in. */
export function bucketFor({ from, to }: SentenceFilter, now: number): BucketSize {
  if (from === undefined) return 'day';
  const days = ((to === undefined ? now : Date.parse(to)) - Date.parse(from)) / DAY_MS;
  if (days <= HOURS_UP_TO_DAYS) return 'hour';
  return days <= DAYS_UP_TO_DAYS ? 'day' : 'week';
}

/** The same filter in the time before, as long; undefined where it does not say when it begins. */
export function timeBefore(filter: SentenceFilter, now: number): SentenceFilter | undefined {
  const begin = Date.parse(filter.from ?? '');
  const end = filter.to === undefined ? now : Date.parse(filter.to);
  if (Number.isNaN(begin) || Number.isNaN(end) || end <= begin) return undefined;
  const before = new Date(begin - (end - begin)).toISOString();
  return withParts(filter, { from: before, to: new Date(begin).toISOString() });
}

/** How many times as many: `×1.4`; nothing to compare where the first is none. */
export function timesAsMany(first: number, second: number): string {
  if (first === 0) return second === 0 ? 'as many' : '–';
  const times = second / first;
  return `×${times >= 10 ? Math.round(times) : times.toFixed(times < 0.1 ? 2 : 1)}`;
}
