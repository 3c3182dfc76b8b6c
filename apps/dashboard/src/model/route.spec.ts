import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LABELS } from '../api/types.js';
import { articleHref, hrefOf, parseRoute, sentencesHref, type Route } from './route.js';

const anyFilter = fc.record(
  {
    label: fc.constantFrom(...LABELS),
    review: fc.boolean(),
    find: fc.string({ unit: 'grapheme', maxLength: 40 }).filter((find) => find.length <= 200),
  },
  { requiredKeys: ['review', 'find'] },
);
const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constant<Route>({ view: 'now' }),
  fc.constant<Route>({ view: 'articles' }),
  fc.constant<Route>({ view: 'pipeline' }),
  fc.record({ view: fc.constant('sentences' as const), filter: anyFilter, evidence: fc.boolean() }),
  fc.record(
    {
      view: fc.constant('article' as const),
      articleId: fc.string({ unit: 'grapheme', minLength: 1 }),
      revision: fc.stringMatching(/^[0-9a-f]{32}$/),
      sentence: fc.nat(999_999),
      evidence: fc.boolean(),
    },
    { requiredKeys: ['view', 'articleId', 'evidence'] },
  ),
);

describe('the address of a view', () => {
  it('holds all of the view', () => {
    fc.assert(
      fc.property(anyRoute, (route) => {
        expect(parseRoute(hrefOf(route))).toEqual(route);
      }),
    );
  });

  it.each([
    ['', { view: 'now' }],
    ['#', { view: 'now' }],
    ['#/', { view: 'now' }],
    ['#/articles', { view: 'articles' }],
    ['#/pipeline', { view: 'pipeline' }],
    ['#/pipeline/x', { view: 'unknown', path: '/pipeline/x' }],
    ['#/articles/a%2Fb?s=3', { view: 'article', articleId: 'a/b', sentence: 3, evidence: false }],
    ['#/articles/a/b', { view: 'article', articleId: 'a/b', evidence: false }],
    ['#/nowhere', { view: 'unknown', path: '/nowhere' }],
    ['#/articles/%FF', { view: 'unknown', path: '/articles/%FF' }],
  ])('%j is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each(['label=civil', 'review=yes', 'why=true', 's=-1', 'unknown=1'])(
    'leaves out %s, which it does not know',
    (search) => {
      expect(parseRoute(`#/sentences?${search}`)).toEqual({
        view: 'sentences',
        filter: { review: false, find: '' },
        evidence: false,
      });
    },
  );

  it('is short where nothing is chosen', () => {
    expect(sentencesHref()).toBe('#/sentences');
    expect(sentencesHref({ label: 'military' })).toBe('#/sentences?label=military');
    expect(articleHref('https://example.org/a?b=c#d', 0)).toBe(
      '#/articles/https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%23d?s=0',
    );
  });
});
