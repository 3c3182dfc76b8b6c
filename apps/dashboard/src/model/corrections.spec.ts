import { describe, expect, it } from 'vitest';

import { announcementOf, type Judged, patched, type Patch, wordFor } from './corrections.js';

const sentence: Judged = {
  ...{ sentenceId: 's', label: 'military', corrected: false, confidence: 0.6, needsReview: true },
};
const patch: Patch = {
  before: [{ label: 'military', corrected: false }],
  after: { label: 'diplomatic', corrected: true },
  state: 'saving',
};

describe('a correction on the page', () => {
  it('shows at once, with nothing of the model beside it', () => {
    expect(patched(sentence, patch)).toMatchObject({ label: 'diplomatic', corrected: true, confidence: null });
    expect(patched(sentence, undefined)).toBe(sentence);
  });

  it('gives way to whatever the server says of the sentence since', () => {
    const saved = { ...sentence, label: 'diplomatic', corrected: true } as const;
    const another = { ...sentence, label: 'humanitarian', corrected: true } as const;
    expect(patched(saved, patch)).toBe(saved);
    expect(patched(another, patch)).toBe(another);
  });

  it('is a word even where the model says the same, and none where the person has said it', () => {
    expect(wordFor(sentence, 'military')).toEqual({ label: 'military', corrected: true });
    expect(wordFor({ ...sentence, corrected: true }, 'military')).toBeUndefined();
  });

  it.each([
    [{ label: 'military', corrected: true }, 'Confirmed as military.'],
    [{ label: 'diplomatic', corrected: true }, 'Corrected to diplomatic.'],
    [{ label: null, corrected: false }, 'Taken back: the model’s label counts again.'],
  ] as const)('%j is read out as %j', (after, text) => {
    expect(announcementOf(sentence, after)).toBe(text);
  });
});
