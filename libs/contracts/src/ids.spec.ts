import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { articleIdOf, outcomeIdOf, revisionOf, sentenceIdOf, spansHashOf } from './ids.js';

describe('identifiers', () => {
  it('keeps the id that an article came with', () => {
    expect(articleIdOf({ id: 'wire/7', url: 'https://a.example' }, 'text')).toBe('wire/7');
  });

  it('names an article without an id by its source and url, whatever its text', () => {
    const identity = { source: 'Wire', url: 'https://a.example/1' };
    expect(articleIdOf(identity, 'first')).toBe(articleIdOf(identity, 'second'));
    expect(articleIdOf({ ...identity, source: 'Other' }, 'first')).not.toBe(articleIdOf(identity, 'first'));
  });

  it('names an article without id and url by its text', () => {
    expect(articleIdOf({ source: 'Wire' }, 'first')).toBe(articleIdOf({}, 'first'));
    expect(articleIdOf({}, 'first')).not.toBe(articleIdOf({}, 'second'));
  });

  it('names a text that was split otherwise as another revision', () => {
    const whole = spansHashOf([{ start: 0, end: 25 }]);
    const parts = spansHashOf([
      { start: 0, end: 12 },
      { start: 13, end: 25 },
    ]);
    expect(new Set([undefined, whole, parts].map((hash) => revisionOf('Troops left. Talks began.', hash))).size).toBe(
      3,
    );
  });

  it('never changes an identifier between releases', () => {
    expect(revisionOf('Troops left.')).toMatchInlineSnapshot(`"e6eb3f8630ee8c8f2d74bd5392fcba76"`);
    expect(revisionOf('Troops left.', spansHashOf([{ start: 0, end: 12 }]))).toMatchInlineSnapshot(
      `"062f658765b50de824051da4ddbe87f2"`,
    );
    expect(articleIdOf({}, 'Troops left.')).toMatchInlineSnapshot(`"text-e6eb3f8630ee8c8f2d74bd5392fcba76"`);
    expect(sentenceIdOf('a-1', revisionOf('Troops left.'), 0)).toMatchInlineSnapshot(
      `"5dd245f5-6576-50bb-a5e6-54228d95d6b6"`,
    );
    expect(outcomeIdOf({ topic: 'news.article.submitted.v1', partition: 2, offset: 41 })).toMatchInlineSnapshot(
      `"507323dc-c9ed-518e-834d-1061cc7291a3"`,
    );
  });

  it('makes version 5 UUIDs that tell places apart', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), fc.nat(), (article, first, second) => {
        const id = sentenceIdOf(article, 'r', first);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(id === sentenceIdOf(article, 'r', second)).toBe(first === second);
      }),
    );
  });
});
