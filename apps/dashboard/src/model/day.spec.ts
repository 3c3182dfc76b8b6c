import { describe, expect, it } from 'vitest';

import { dayName, dayOf, fullDayName, isMidnight, lastDayOf, momentsOf } from './day.js';

describe('a day', () => {
  it.each([
    ['2026-01-31', 'UTC', '2026-01-31T00:00:00.000Z', '2026-02-01T00:00:00.000Z'],
    ['2026-01-31', 'Asia/Kabul', '2026-01-30T19:30:00.000Z', '2026-01-31T19:30:00.000Z'],
    ['2026-01-31', 'America/New_York', '2026-01-31T05:00:00.000Z', '2026-02-01T05:00:00.000Z'],
    // The clock goes forward, and back: days of 23 and 25 hours.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    // There is no midnight.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
  ])('%s in %s begins and ends with its midnights', (day, zone, from, to) => {
    expect(momentsOf(day, zone)).toEqual({ from, to });
  });

  it.each([
    ['2026-01-30T19:30:00.000Z', 'Asia/Kabul', '2026-01-31', true],
    ['2026-01-30T19:29:59.999Z', 'Asia/Kabul', '2026-01-30', false],
    ['2026-01-31', 'UTC', '2026-01-31', true],
    ['2026-01-31', 'America/New_York', '2026-01-30', false],
    ['2026-99-99', 'UTC', '', false],
  ])('of %s in %s is %s; whether it begins then: %s', (instant, zone, day, begins) => {
    expect(dayOf(instant, zone)).toBe(day);
    expect(isMidnight(instant, zone)).toBe(begins);
  });

  it('is the last of a span that ends with it', () => {
    for (const zone of ['UTC', 'Asia/Kabul', 'America/New_York', 'Europe/Berlin']) {
      expect(lastDayOf(momentsOf('2026-10-25', zone).to, zone)).toBe('2026-10-25');
    }
    expect(lastDayOf('never', 'UTC')).toBe('');
  });

  it('has a short name, and a full one', () => {
    expect([dayName('2026-01-31'), fullDayName('2026-01-31')]).toEqual(['31 Jan', '31 Jan 2026']);
  });
});
