import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { NO_TALLIES, partOf, reviewOf, sumOf, totalOf, type Tallies } from './tallies.js';

const tally = fc.tuple(fc.nat(99), fc.nat(99)).map(([sure, review]) => ({ all: sure + review, review }));
const tallies: fc.Arbitrary<Tallies> = fc.record({ military: tally, diplomatic: tally, humanitarian: tally });

describe('tallies', () => {
  it('are the sum of their parts, by label and by need of review', () => {
    fc.assert(
      fc.property(tallies, (all) => {
        const byReview = [true, false].map((needsReview) => partOf(all, { needsReview }));
        const byLabel = (['military', 'diplomatic', 'humanitarian'] as const).map((label) => partOf(all, { label }));
        for (const parts of [byReview, byLabel, [all, NO_TALLIES]]) expect(sumOf(parts)).toEqual(all);
        expect(totalOf(partOf(all, { needsReview: true }))).toBe(reviewOf(all));
        expect(partOf(all, {})).toEqual(all);
      }),
    );
  });
});
