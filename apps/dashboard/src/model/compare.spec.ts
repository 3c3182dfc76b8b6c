import { describe, expect, it } from 'vitest';

import { aDay, bucketFor, spanOf, timeBefore, timesAsMany } from './compare.js';

const now = Date.parse('2026-02-10T12:00:00.000Z');
const there = { first: '2026-01-01T00:00:00.000Z', last: '2026-02-10T11:45:00.000Z' };
const from = '2026-02-01T00:00:00.000Z';
const to = '2026-02-08T00:00:00.000Z';

describe('two sets of sentences', () => {
  it.each([
    [{}, there.first, there.last],
    [{ from, to }, from, to],
    [{ from }, from, there.last],
    [{ from, to: '2026-03-01' }, from, '2026-02-10T12:00:00.000Z'],
  ])('with the filter %j are of the time from %s to %s', (filter, first, last) => {
    expect(spanOf(filter, there, now)).toEqual({ from: first, to: last });
  });

  it('have no time where nothing is there', () => {
    expect(spanOf({ from }, { first: null, last: null }, now)).toBeUndefined();
    expect(spanOf({ from: 'x', to: 'y' }, there, now)).toBeUndefined();
  });

  it('are counted by the day', () => {
    expect(aDay(14, { from, to })).toBe(2);
    expect(aDay(14, { from, to: '2026-02-01T01:00:00.000Z' })).toBe(14);
  });

  it.each([
    [{}, 'day'],
    [{ from, to: '2026-02-03' }, 'hour'],
    [{ from }, 'day'],
    [{ from: '2025-01-01' }, 'week'],
  ])('with the filter %j are drawn by the %s', (filter, bucket) => {
    expect(bucketFor(filter, now)).toBe(bucket);
  });

  it('may be the same in the time before', () => {
    expect(timeBefore({ label: 'military', from, to }, now)).toEqual({
      label: 'military',
      from: '2026-01-25T00:00:00.000Z',
      to: from,
    });
    expect(timeBefore({ from }, now)).toMatchObject({ from: '2026-01-22T12:00:00.000Z', to: from });
    expect(timeBefore({ to }, now)).toBeUndefined();
    expect(timeBefore({ from: to, to: from }, now)).toBeUndefined();
  });

  it.each([
    [10, 14, '×1.4'],
    [100, 4, '×0.04'],
    [1, 25, '×25'],
    [0, 3, '–'],
    [0, 0, 'as many'],
  ])('from %d to %d are %s', (first, second, words) => {
    expect(timesAsMany(first, second)).toBe(words);
  });
});
