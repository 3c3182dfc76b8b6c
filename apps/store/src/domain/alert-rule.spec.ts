import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { alarmOf, type Stored } from './alert-rule.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 0, 20, 12);

/** So many a day, evenly, over ten days that ended so long ago. */
const even = (perDay: number, silentMs: number, now = NOW): Stored => ({
  ...{ now, recent: 0, usual: perDay * 10 },
  firstAt: now - silentMs - 10 * DAY,
  lastAt: now - silentMs,
});

describe('the alarm of a saved search', () => {
  it.each([
    [10, undefined],
    [11, '11 in 60 minutes, more than 10'],
  ])('by count, of %i within the hour where ten may be, is %j', (recent, alarm) => {
    const rule = { kind: 'count', moreThan: 10, withinMinutes: 60 } as const;
    expect(alarmOf(rule, { ...even(40, 0), recent })).toBe(alarm);
  });

  it.each([
    ['40 a day, silent since 06:10', 40, 5 * HOUR + 50 * 60_000, 'normally 40 a day, none since 2026-01-20 06:10 UTC'],
    ['40 a day, silent for two hours', 40, 2 * HOUR, undefined],
    ['2 a day, silent for two days', 2, 2 * DAY, undefined],
    ['2 a day, silent for three days', 2, 3 * DAY, 'normally 2.0 a day, none since 2026-01-17 12:00 UTC'],
    ['a thousand a day, silent for half an hour', 1_000, HOUR / 2, undefined],
    ['a thousand a day, silent for an hour', 1_000, HOUR, 'normally 1000 a day, none since 2026-01-20 11:00 UTC'],
  ])('by silence, of %s', (_, perDay, silentMs, alarm) => {
    expect(alarmOf({ kind: 'silence' }, even(perDay, silentMs))).toBe(alarm);
  });

  it.each([
    ['nothing was ever there', { usual: 0, firstAt: undefined, lastAt: undefined }],
    ['so little was there that nothing is usual', { usual: 9 }],
  ])('by silence is none where %s', (_, change) => {
    expect(alarmOf({ kind: 'silence' }, { ...even(40, 9 * DAY), ...change })).toBeUndefined();
  });

  it('by silence only ends when something comes: time alone does not end it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(20 * DAY), fc.nat(20 * DAY), (perDay, silent, more) => {
        const is = (ms: number): boolean => alarmOf({ kind: 'silence' }, even(perDay, ms)) !== undefined;
        expect(is(silent) && !is(silent + more)).toBe(false);
      }),
    );
  });
});
