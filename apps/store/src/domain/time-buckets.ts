import { Temporal } from 'temporal-polyfill';

/** How long a bucket of time is, on the clock and the calendar of a zone. */
export const BUCKET_SIZES = ['hour', 'day', 'week'] as const;
export type BucketSize = (typeof BUCKET_SIZES)[number];

/** More buckets than this are no chart any more. */
export const MAX_BUCKETS = 2_000;

const MINUTE_MS = 60_000;
/** Roll-ups tell times to the quarter of an hour. */
export const QUARTER_MS = 15 * MINUTE_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const LENGTHS: Readonly<Record<BucketSize, number>> = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS };

/** A span of time in milliseconds since 1970; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which buckets are wanted. */
export interface BucketRange extends Span {
  readonly size: BucketSize;
  readonly zone: string;
}

/** Whether a text names a time zone: an IANA name, or a distance from UTC such as `+05:45`. */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The edges of the buckets that a range touches, in milliseconds since 1970, ascending: bucket n goes from edge n to edge
 * n + 1, exclusive. The first begins at or before `from`, the last ends at or after `to`.
 *
 * An hour begins where the clock of the zone shows :00, a day with the first moment of its date — which is not midnight
 * where that is skipped —, a week with Monday's. So a day has 23 or 25 hours when the clocks change.
 *
 * @throws RangeError when there are more than {@link MAX_BUCKETS}
 */
export function bucketEdges({ from, to, size, zone }: BucketRange): readonly number[] {
  const length = LENGTHS[size];
  // An hour may be missing in each: a rough count, before any work is done.
  if ((to - from) / (length - HOUR_MS / 2) > 2 * MAX_BUCKETS) throw tooMany();
  let at = floorTo(size, zoned(from, zone));
  const edges = [at.epochMilliseconds];
  let irregular = nextIrregular(at);
  for (let edge = at.epochMilliseconds; edge < to; edges.push(edge)) {
    if (edges.length > MAX_BUCKETS) throw tooMany();
    if (edge + length < irregular) {
      edge += length;
      continue;
    }
    at = after(size, zoned(edge, zone));
    edge = at.epochMilliseconds;
    irregular = nextIrregular(at);
  }
  return edges;
}

/** The length, in minutes, of the longest roll-up whose rows none of these edges cuts; undefined when each would be. */
export function rollupMinutes(edges: readonly number[], lengths: readonly number[]): number | undefined {
  return lengths.toSorted((a, b) => b - a).find((length) => edges.every((edge) => edge % (length * MINUTE_MS) === 0));
}

const tooMany = (): RangeError => new RangeError(`There are more than ${MAX_BUCKETS} buckets`);

const zoned = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** Until when all buckets are equally long: the next change of clocks, or now where the present date has no midnight. */
function nextIrregular(at: Temporal.ZonedDateTime): number {
  if (at.hour !== 0 && at.equals(at.startOfDay())) return at.epochMilliseconds;
  return at.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
}

function floorTo(size: BucketSize, at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  if (size === 'hour') return floorHour(at);
  return at.subtract({ days: size === 'day' ? 0 : at.dayOfWeek - 1 }).startOfDay();
}

function after(size: BucketSize, at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  if (size !== 'hour') return at.add({ days: size === 'day' ? 1 : 7 }).startOfDay();
  // Where the clocks move by half an hour, the hour that they move in is longer or shorter by it.
  const next = floorHour(at.add({ hours: 1 }));
  return next.epochMilliseconds > at.epochMilliseconds ? next : floorHour(at.add({ hours: 2 }));
}

/** By the minutes that the clock shows: rounding by the calendar would take two hours of the same name for one. */
function floorHour(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const { minute, second, millisecond } = at;
  const floor = at.subtract({ minutes: minute, seconds: second, milliseconds: millisecond });
  return floor.minute === 0 ? floor : floorHour(floor);
}
