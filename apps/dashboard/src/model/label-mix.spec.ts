import { describe, expect, it } from 'vitest';

import { labelMixOf } from './label-mix.js';

describe('a list of sentences', () => {
  it('is counted by label', () => {
    const none = { label: null, needsReview: null };
    const counted = labelMixOf([
      none,
      { label: 'diplomatic', needsReview: true },
      { label: 'diplomatic', needsReview: false },
    ]);
    expect(counted).toEqual({
      counts: { military: 0, diplomatic: 2, humanitarian: 0 },
      unlabelled: 1,
      needsReview: 1,
      total: 3,
    });
  });
});
