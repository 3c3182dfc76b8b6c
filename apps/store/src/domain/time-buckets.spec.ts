import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { BUCKET_SIZES, bucketEdges, HOUR_MS, isZone, MAX_BUCKETS, rollupMinutes } from './time-buckets.js';

const at = (instant: string): number => Date.parse(instant);
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Asia/Kabul',
  'America/New_York',
  'America/Havana',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  '+05:45',
];
const clockOf = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });

describe('buckets of time', () => {
  it.each([
    [
      'a day of the zone, not of UTC',
      'day',
      'Asia/Kathmandu',
      '2026-03-10T12:00Z',
      ['2026-03-09T18:15Z', '2026-03-10T18:15Z'],
    ],
    ['a week from Monday on', 'week', 'UTC', '2026-03-11T12:00Z', ['2026-03-09T00:00Z', '2026-03-16T00:00Z']],
    [
      'an hour of a clock that shows :45',
      'hour',
      'Asia/Kathmandu',
      '2026-03-10T12:20Z',
      ['2026-03-10T12:15Z', '2026-03-10T13:15Z'],
    ],
    ['a day of 23 hours', 'day', 'Europe/Berlin', '2026-03-29T12:00Z', ['2026-03-28T23:00Z', '2026-03-29T22:00Z']],
    ['a day of 25 hours', 'day', 'Europe/Berlin', '2026-10-25T12:00Z', ['2026-10-24T22:00Z', '2026-10-25T23:00Z']],
    [
      'a day whose midnight is skipped',
      'day',
      'Africa/Cairo',
      '2026-04-24T12:00Z',
      ['2026-04-23T22:00Z', '2026-04-24T21:00Z'],
    ],
    [
      'a day whose midnight comes twice',
      'day',
      'America/Havana',
      '2026-11-01T12:00Z',
      ['2026-11-01T04:00Z', '2026-11-02T05:00Z'],
    ],
    [
      'the day after one that never was',
      'day',
      'Pacific/Apia',
      '2011-12-30T12:00Z',
      ['2011-12-30T10:00Z', '2011-12-31T10:00Z'],
    ],
    [
      'an hour of an hour and a half',
      'hour',
      'Australia/Lord_Howe',
      '2026-10-03T15:40Z',
      ['2026-10-03T14:30Z', '2026-10-03T16:00Z'],
    ],
  ] as const)('have %s', (_, size, zone, inside, [from, to]) => {
    expect(bucketEdges({ from: at(inside), to: at(inside) + 1, size, zone })).toEqual([at(from), at(to)]);
  });

  it('follow each other without a gap over a change of clocks, each beginning where the clock says so', () => {
    const ranges = fc.record({
      zone: fc.constantFrom(...ZONES),
      size: fc.constantFrom(...BUCKET_SIZES),
      from: fc.oneof(
        fc.integer({ min: at('2009-01-01T00:00Z'), max: at('2027-01-01T00:00Z') }),
        // Shortly before the clocks change somewhere.
        fc
          .tuple(
            fc.constantFrom(
              '2026-03-29',
              '2026-10-25',
              '2026-04-23',
              '2026-11-01',
              '2026-10-03',
              '2026-04-04',
              '2011-12-29',
            ),
            fc.integer({ min: -30 * HOUR_MS, max: 30 * HOUR_MS }),
          )
          .map(([day, distance]) => at(`${day}T12:00Z`) + distance),
      ),
      hours: fc.double({ min: 0.1, max: 1_000, noNaN: true }),
    });
    fc.assert(
      fc.property(ranges, ({ zone, size, from, hours }) => {
        const to = from + Math.ceil(hours * HOUR_MS);
        const edges = bucketEdges({ from, to, size, zone });
        expect(edges).toEqual(edges.toSorted((a, b) => a - b));
        expect(edges[0]).toBeLessThanOrEqual(from);
        expect(edges[1]).toBeGreaterThan(from);
        expect(edges.at(-1)).toBeGreaterThanOrEqual(to);
        expect(edges.at(-2)).toBeLessThan(to);
        const clock = clockOf(zone);
        for (const edge of edges) {
          // The moment before is another hour, or another date.
          const shown = [edge - 1, edge].map((moment) => clock.format(moment));
          const [before, begun] = shown.map((text) => (size === 'hour' ? text.slice(-5) : text.slice(0, 10)));
          expect(begun).not.toBe(before);
          expect(size !== 'hour' || begun === '00:00').toBe(true);
          // A piece of a range has the edges of the whole.
          const part = bucketEdges({ from: edge, to: edge + 1, size, zone });
          expect(part[0]).toBe(edge);
        }
      }),
    );
  });

  it('are refused when they are too many, without being counted one by one', () => {
    const range = { from: 0, size: 'hour', zone: 'Asia/Kathmandu' } as const;
    expect(bucketEdges({ ...range, to: (MAX_BUCKETS - 1) * HOUR_MS })).toHaveLength(MAX_BUCKETS + 1);
    expect(() => bucketEdges({ ...range, to: MAX_BUCKETS * HOUR_MS })).toThrow('more than 2000');
    expect(() => bucketEdges({ ...range, to: at('9999-01-01T00:00Z') })).toThrow('more than 2000');
  });

  it.each([
    ['Europe/Berlin', 60],
    ['Asia/Kathmandu', 15],
    ['Asia/Kolkata', 15],
    ['+00:07', undefined],
  ])('can be made of roll-ups in %s: %s minutes', (zone, minutes) => {
    const edges = bucketEdges({ from: at('2026-01-01T00:00Z'), to: at('2026-02-01T00:00Z'), size: 'day', zone });
    expect(rollupMinutes(edges, [15, 60])).toBe(minutes);
  });

  it.each([
    ['Asia/Kathmandu', true],
    ['+05:45', true],
    ['Mars/Olympus', false],
    ['', false],
  ])('know whether “%s” is a zone: %s', (name, known) => expect(isZone(name)).toBe(known));
});
