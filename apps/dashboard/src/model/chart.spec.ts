import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TimelineItem } from '../api/types.js';
import { axisName, bucketName, bucketUnder, heightsOf, namedBuckets, stackedPaths, ticksTo, topOf } from './chart.js';

const plane = { left: 10, top: 5, width: 100, height: 50 };
const item = (military: number, diplomatic: number, all: number): TimelineItem => ({
  ...{ from: '2026-03-02T00:00:00.000Z', to: '2026-03-03T00:00:00.000Z', incomplete: null, corrections: 0 },
  ...{ total: military + diplomatic, needsReview: 0, all },
  labels: { military, diplomatic, humanitarian: 0 },
});

describe('the bars of a chart', () => {
  it('show counts, or shares of all that there is, and of nothing none', () => {
    const items = [item(1, 3, 8), item(0, 0, 0)];
    expect(heightsOf(items, false)).toEqual({ military: [1, 0], diplomatic: [3, 0], humanitarian: [0, 0] });
    expect(heightsOf(items, true)).toEqual({ military: [0.125, 0], diplomatic: [0.375, 0], humanitarian: [0, 0] });
    expect(topOf(heightsOf(items, false))).toBe(4);
  });

  it('stand on each other, and nothing is drawn of nothing', () => {
    const paths = stackedPaths(heightsOf([item(1, 3, 4), item(2, 0, 2)], false), 4, plane);
    expect(paths).toEqual({
      military: 'M10 42.5h49v12.5h-49zM60 30h49v25h-49z',
      diplomatic: 'M10 5h49v37.5h-49z',
      humanitarian: '',
    });
  });

  it.each([
    [0, false, [0, 1]],
    [3, false, [0, 1, 2, 3]],
    [17, false, [0, 5, 10, 15, 20]],
    [1_300, false, [0, 500, 1_000, 1_500]],
    [1, true, [0, 0.25, 0.5, 0.75, 1]],
    [0.004, true, [0, 0.01]],
  ])('are measured up to %s (share: %s) by round numbers', (top, share, ticks) => {
    expect(ticksTo(top, 5, share)).toEqual(ticks);
  });

  it('have an axis that reaches all of them with few ticks', () => {
    fc.assert(
      fc.property(fc.nat(1e9), (top) => {
        const ticks = ticksTo(top, 5, false);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(top);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it('are found under the pointer, and at the rims beyond', () => {
    expect([-5, 10, 59, 60, 500].map((x) => bucketUnder(x, plane, 2))).toEqual([0, 0, 0, 1, 1]);
  });

  it('are named as often as there is room, hours where the clock shows a round one', () => {
    const hours = Array.from({ length: 48 }, (_, nth) => ({
      from: new Date(Date.UTC(2026, 2, 1, 18, 15) + nth * 3_600_000).toISOString(),
    }));
    const room = { bucket: 'hour', zone: 'Asia/Kathmandu', width: 300, nameWidth: 60 } as const;
    expect(namedBuckets(hours, room)).toEqual([0, 12, 24, 36]);
    expect(namedBuckets(hours, { ...room, zone: '+02:45' })).toEqual([3, 15, 27, 39]);
    expect(namedBuckets(hours, { ...room, bucket: 'day' })).toEqual([0, 14, 28, 42]);
    expect(namedBuckets(hours.slice(0, 3), { ...room, bucket: 'week' })).toEqual([0, 1, 2]);
  });

  it('are named by the clock of the zone', () => {
    const at = '2026-03-01T18:15:00.000Z';
    expect(axisName(at, 'hour', 'Asia/Kathmandu')).toBe('2 Mar');
    expect(axisName(at, 'hour', 'UTC')).toBe('18:15');
    expect(bucketName(at, 'day', 'Asia/Kathmandu')).toBe('Mon, 2 Mar 2026');
    expect(bucketName(at, 'week', 'Asia/Kathmandu')).toBe('Week of Mon, 2 Mar 2026');
  });
});
