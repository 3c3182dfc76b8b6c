import { LABELS, type Label, type TimelineItem } from '../api/types.js';
import type { BucketSize } from './route.js';

/** A part of a chart's plane, in CSS pixels. */
export interface Plane {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The height of each label in each bucket: sentences, or shares of all of them. */
export type Heights = Readonly<Record<Label, readonly number[]>>;

/** What the bars of a timeline show. A share is of all sentences of its time; of none it is 0. */
export function heightsOf(items: readonly TimelineItem[], share: boolean): Heights {
  const of = (label: Label): readonly number[] =>
    items.map(({ labels, all }) => {
      if (!share) return labels[label];
      return all === 0 ? 0 : labels[label] / all;
    });
  return { military: of('military'), diplomatic: of('diplomatic'), humanitarian: of('humanitarian') };
}

/** The greatest sum of a bucket. */
export const topOf = ({ military, diplomatic, humanitarian }: Heights): number =>
  Math.max(0, ...military.map((height, nth) => height + (diplomatic[nth] ?? 0) + (humanitarian[nth] ?? 0)));

/** Round numbers from 0 on, `most` of them or fewer, the last at or above `top`. Whole, unless `top` is a share. */
export function ticksTo(top: number, most: number, share: boolean): readonly number[] {
  const least = share ? 0.01 : 1;
  const rough = Math.max(top, least) / (most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(
    share ? 0.01 : 1,
    ((share ? [1, 2, 2.5, 5, 10] : [1, 2, 5, 10]).find((nice) => nice * power >= rough) ?? 10) * power,
  );
  const steps = Math.max(1, Math.ceil(top / step - 1e-9));
  return Array.from({ length: steps + 1 }, (_, nth) => nth * step);
}

/** The bars of each label, stacked in the order of the labels from below, as one path each. */
export function stackedPaths(heights: Heights, top: number, plane: Plane): Readonly<Record<Label, string>> {
  const number = heights.military.length;
  const step = plane.width / Math.max(1, number);
  const gap = step > 4 ? 1 : 0;
  const base = Array.from({ length: number }, () => 0);
  const scale = top === 0 ? 0 : plane.height / top;
  const paths = LABELS.map((label) => {
    const bars = heights[label].map((height, nth) => {
      const from = base[nth] ?? 0;
      base[nth] = from + height;
      if (height === 0) return '';
      const y = plane.top + plane.height - (from + height) * scale;
      return `M${round(plane.left + nth * step)} ${round(y)}h${round(step - gap)}v${round(height * scale)}h${round(gap - step)}z`;
    });
    return [label, bars.join('')] as const;
  });
  return Object.fromEntries(paths) as Record<Label, string>;
}

const round = (number: number): number => Math.round(number * 100) / 100;

/** Which bucket lies under a place of the plane, between the first and the last. */
export function bucketUnder(x: number, plane: Plane, number: number): number {
  const nth = Math.floor(((x - plane.left) / plane.width) * number);
  return Math.min(number - 1, Math.max(0, nth));
}

/** Which buckets have a name below them: as many as there is room for, hours where the clock shows a round one. */
export function namedBuckets(
  items: readonly Pick<TimelineItem, 'from'>[],
  { bucket, zone, width, nameWidth }: AxisRoom,
): readonly number[] {
  const least = Math.max(1, Math.ceil((items.length * nameWidth) / Math.max(1, width)));
  const every = EVERY[bucket].find((steps) => steps >= least) ?? least;
  const isNamed =
    bucket === 'hour' && every <= 24 ? isRoundHour(zone, every) : (_: string, nth: number) => nth % every === 0;
  return items.flatMap(({ from }, nth) => (isNamed(from, nth) ? [nth] : []));
}

/** The buckets of an axis, and the room for their names in CSS pixels. */
export interface AxisRoom {
  readonly bucket: BucketSize;
  readonly zone: string;
  readonly width: number;
  readonly nameWidth: number;
}

const EVERY = {
  hour: [1, 2, 3, 6, 12, 24],
  day: [1, 2, 7, 14, 28, 56, 91, 182, 364],
  week: [1, 2, 4, 13, 26, 52],
} as const satisfies Record<BucketSize, readonly number[]>;

function isRoundHour(zone: string, every: number): (from: string) => boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
  return (from) => Number(clock.format(new Date(from))) % every === 0;
}

/** How a bucket is called: its day, its hour, or the first day of its week, in a time zone. */
export function bucketName(from: string, bucket: BucketSize, zone: string): string {
  const time = new Date(from);
  if (bucket === 'hour') {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    }).format(time);
  }
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  }).format(time);
  return bucket === 'day' ? day : `Week of ${day}`;
}

/** What stands below a bucket: short. */
export function axisName(from: string, bucket: BucketSize, zone: string): string {
  const time = new Date(from);
  const short = { timeZone: zone, day: 'numeric', month: 'short' } as const;
  if (bucket !== 'hour') return new Intl.DateTimeFormat('en-GB', short).format(time);
  const hour = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(time);
  return hour === '00:00' ? new Intl.DateTimeFormat('en-GB', short).format(time) : hour;
}
