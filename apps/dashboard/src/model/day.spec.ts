import { describe, expect, it } from 'vitest';

import { dayName, momentsOf } from './day.js';

describe('a day', () => {
  it.each([
    ['2026-01-31', 'UTC', '2026-01-31T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ['2026-01-31', 'Asia/Kabul', '2026-01-30T19:30:00.000Z', '2026-01-31T19:30:00.000Z'],
    ['2026-01-31', 'America/New_York', '2026-01-31T05:00:00.000Z', '2026-02-01T05:00:00.000Z'],
    // The clock goes forward, and back: days of 23 and 25 hours.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ])('%s in %s begins and ends with its midnights', (day, zone, from, to) => {
    expect(momentsOf(day, zone)).toEqual({ from, to });
  });

  it('has a short name', () => {
    expect(dayName('2026-01-31')).toBe('31 Jan');
  });
});
