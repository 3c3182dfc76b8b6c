import { describe, expect, it } from 'vitest';

import type { Sentence } from '../api/types.js';
import { passes } from './find.js';
import { labelMixOf } from './label-mix.js';

const sentence = (sentenceId: string, text = '', needsReview: boolean | null = false): Sentence =>
  ({
    sentenceId,
    text,
    needsReview,
    label: 'military',
    article: { title: null, source: 'Reuters', url: null, publishedAt: null },
  }) as Sentence;

describe('a list of sentences', () => {
  it.each([
    ['', true],
    ['  ', true],
    ['SHELLING', true],
    ['shelling reuters', true],
    ['shelling peace', false],
  ])('finds %j: %s', (find, found) => {
    expect(passes(sentence('1', 'Shelling went on.'), { find, review: false })).toBe(found);
  });

  it('can show only what needs a review', () => {
    const list = [sentence('1', '', true), sentence('2', '', false), sentence('3', '', null)];
    const shown = list.filter((each) => passes(each, { find: '', review: true }));
    expect(shown.map(({ sentenceId }) => sentenceId)).toEqual(['1']);
  });

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
