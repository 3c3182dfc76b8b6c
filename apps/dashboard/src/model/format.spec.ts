import { describe, expect, it } from 'vitest';

import { age, dateTime, percent, plural, rate, signed, timeOfDay, zoneName } from './format.js';

describe('formatting', () => {
  it.each([
    [0, '0%'],
    [0.004, '<1%'],
    [0.005, '1%'],
    [0.5, '50%'],
    [0.994, '99%'],
    [0.996, '>99%'],
    [1, '100%'],
  ])('the probability %f is %s', (probability, text) => {
    expect(percent(probability)).toBe(text);
  });

  it.each([
    [0, '0'],
    [0.24, '0.2'],
    [9.96, '10.0'],
    [12.4, '12'],
    [1234.5, '1,235'],
  ])('the rate %f is %s', (perSecond, text) => {
    expect(rate(perSecond)).toBe(text);
  });

  it('shows the sign of a weight', () => {
    expect([signed(0.5), signed(-1.234)]).toEqual(['+0.50', '−1.23']);
  });

  it('counts nouns', () => {
    expect([plural(1, 'sentence'), plural(0, 'sentence'), plural(1500, 'article')]).toEqual([
      '1 sentence',
      '0 sentences',
      '1,500 articles',
    ]);
  });

  it.each([
    [-500, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [200_000_000, '2 d'],
  ])('%d ms ago is %s', (milliseconds, text) => {
    expect(age(milliseconds)).toBe(text);
  });

  it('gives a time in the zone asked for, and says which that is', () => {
    expect(dateTime('2026-07-01T22:30:00Z', 'UTC')).toBe('1 Jul 2026, 22:30');
    expect(dateTime('2026-07-01T22:30:00Z', 'Asia/Kabul')).toBe('2 Jul 2026, 03:00');
    expect(timeOfDay(Date.parse('2026-07-01T22:30:05Z'), 'Asia/Kabul')).toBe('03:00:05');
    expect(zoneName('Asia/Kabul', new Date('2026-07-01T00:00:00Z'))).toBe('Asia/Kabul, UTC+04:30');
    expect(zoneName('UTC', new Date(0))).toBe('UTC');
  });

  it('leaves a time that is none as it is', () => {
    expect(dateTime('yesterday', 'UTC')).toBe('yesterday');
  });
});
