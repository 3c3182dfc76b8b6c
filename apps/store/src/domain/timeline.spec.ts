import { describe, expect, it } from 'vitest';

import { NO_TALLIES } from './tallies.js';
import { timelineOf } from './timeline.js';

const five = { ...NO_TALLIES, military: { all: 5, review: 2 } };

describe('a timeline', () => {
  const edges = [0, 10, 20, 30];
  const parts = {
    edges,
    spans: [five, NO_TALLIES, five],
    all: [five, five, five],
    now: 25,
    corrections: [],
    openAt: [],
  };

  it('has a bucket for every span, and says of which time all of them are', () => {
    expect(
      timelineOf(parts).map(({ from, to, total, needsReview, all }) => [from, to, total, needsReview, all]),
    ).toEqual([
      [0, 10, 5, 2, 5],
      [10, 20, 0, 0, 5],
      [20, 30, 5, 2, 5],
    ]);
  });

  it('marks what is not over, and what articles in flight belong to', () => {
    const incomplete = timelineOf({ ...parts, openAt: [-5, 10, 19, 29, 99] }).map((bucket) => bucket.incomplete);
    expect(incomplete).toEqual([null, 'in-flight', 'now']);
  });

  it('counts the corrections that were made in each', () => {
    const corrections = [-1, 0, 9, 10, 30].map((at) => ({ at, number: 2 }));
    expect(timelineOf({ ...parts, corrections }).map((bucket) => bucket.corrections)).toEqual([4, 2, 0]);
  });
});
