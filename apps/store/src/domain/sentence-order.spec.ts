import { describe, expect, it } from 'vitest';

import { type AskedOrder, howToNarrow, mayMislead, orderOf } from './sentence-order.js';

describe('the order of a list of sentences', () => {
  it.each<[AskedOrder, string]>([
    [{}, 'stored desc'],
    [{ clock: 'published' }, 'published desc'],
    [{ clock: 'published', sort: 'confidence', order: 'asc' }, 'confidence asc'],
  ])('of %j is %s', (asked, expected) => {
    const { by, order } = orderOf(asked);
    expect(`${by} ${order}`).toBe(expected);
  });
});

describe('a list of which the database may believe too much', () => {
  const from = '2026-01-01T00:00:00.000Z';

  it.each([
    ['one word', { q: 'troops' }, 'stored', undefined],
    ['several words', { q: 'troops border' }, 'stored', 'words'],
    ['a word with a hyphen', { q: 'cease-fire' }, 'stored', 'words'],
    ['times of the clock that it is sorted by', { from, clock: 'received' }, 'received', undefined],
    ['times of another clock', { from, clock: 'received' }, 'stored', 'clocks'],
    ['several words and times of another clock', { q: 'troops border', from, clock: 'received' }, 'stored', 'clocks'],
    ['neither words nor times', { source: 'Times' }, 'confidence', undefined],
  ] as const)('of %s', (_, filter, by, expected) => {
    expect(mayMislead(filter, by)).toBe(expected);
  });
});

describe('a question that takes too long', () => {
  const [from, to] = ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'];

  it.each([
    ['counts exactly', {}, 'stored', true, 'ask with count=estimate'],
    ['looks at all times', {}, 'stored', false, 'give from and to'],
    ['looks at one clock and sorts by another', { from, to, clock: 'published' }, 'stored', false, 'sort by published'],
    ['begins at no time', { to, clock: 'stored' }, 'stored', false, 'give both'],
    ['looks for common words', { from, to, clock: 'stored', q: 'war' }, 'stored', false, 'rarer words'],
    ['has everything', { from, to, clock: 'stored' }, 'stored', false, 'nearer to each other'],
  ] as const)('that %s is told how to be narrower', (_, filter, by, isCounted, expected) => {
    expect(howToNarrow(filter, by, isCounted)[0]).toContain(expected);
  });
});
