import { describe, expect, it } from 'vitest';

import { annotationOf, quotationOf } from './citation.js';

const article = {
  title: 'Truce talks',
  source: 'A wire',
  url: null,
  language: null,
  publishedAt: '2026-01-31T23:00:00.000Z',
  receivedAt: null,
  syndicated: false,
};
const position = { type: 'TextPositionSelector', start: 3, end: 15 } as const;
const quote = { type: 'TextQuoteSelector', exact: 'Talks began.', prefix: 'a. ', suffix: '' } as const;
const sentence = {
  sentenceId: '5b7b7d4c-8a0b-5d3e-9b1f-0d8f6c7a1e22',
  articleId: 'a/1',
  revision: '1c8e4b7f0a2d4c6e8f9b0a1c2d3e4f50',
  text: 'Talks began.',
  label: 'diplomatic',
  article,
  selectors: { position, quote },
} as const;
const href = 'http://host/#/articles/a%2F1?s=3';

describe('a cited sentence', () => {
  it('is quoted with its source, its title, its time in the zone of the page, and its address', () => {
    expect(quotationOf(sentence, href, 'Asia/Kabul')).toBe(
      `“Talks began.” — A wire, Truce talks, 1 Feb 2026, 03:30 (Asia/Kabul). ${href}`,
    );
    const bare = { ...article, title: null, source: null, publishedAt: null };
    expect(quotationOf({ ...sentence, article: bare }, href, 'UTC')).toBe(`“Talks began.” — a/1. ${href}`);
  });

  it('is annotated with its label, at its place in the text as it was split', () => {
    expect(JSON.parse(annotationOf(sentence, 'http://host') ?? '')).toMatchObject({
      type: 'Annotation',
      body: { value: 'diplomatic' },
      target: {
        source: 'http://host/v1/articles/a%2F1?revision=1c8e4b7f0a2d4c6e8f9b0a1c2d3e4f50',
        selector: [position, quote],
      },
    });
  });

  it('has no body without a label, and is no annotation without its text', () => {
    expect(JSON.parse(annotationOf({ ...sentence, label: null }, '') ?? '')).not.toHaveProperty('body');
    expect(annotationOf({ ...sentence, selectors: null }, '')).toBeUndefined();
  });
});
