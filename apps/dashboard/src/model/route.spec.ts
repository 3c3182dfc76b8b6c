import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { LABELS } from '../api/types.js';
import { LETTER_STATUSES } from './letter-route.js';
import {
  articleHref,
  BUCKET_SIZES,
  hrefOf,
  letterHref,
  parseRoute,
  SENTENCE_SORTS,
  sentencesHref,
  SOURCE_DAYS,
  type Route,
} from './route.js';

const anyFilter = fc.record(
  {
    label: fc.constantFrom(...LABELS),
    needsReview: fc.constantFrom('true', 'false'),
    q: fc.string({ unit: 'grapheme', maxLength: 40 }).filter((q) => q.trim() !== '' && q.length <= 512),
  },
  { requiredKeys: [] },
);
const anyRoute: fc.Arbitrary<Route> = fc.oneof(
  fc.constant<Route>({ view: 'now' }),
  fc.record(
    { view: fc.constant('articles' as const), filter: anyFilter, title: fc.stringMatching(/^[\w<&=. -]*\w$/) },
    { requiredKeys: ['view', 'filter'] },
  ),
  fc.record({ view: fc.constant('compare' as const), a: anyFilter, b: anyFilter }),
  fc.constant<Route>({ view: 'pipeline' }),
  fc.record({
    view: fc.constant('timeline' as const),
    filter: anyFilter,
    bucket: fc.constantFrom(...BUCKET_SIZES),
    share: fc.boolean(),
  }),
  fc.record({ view: fc.constant('sources' as const), days: fc.constantFrom(...SOURCE_DAYS) }),
  fc.record({ view: fc.constant('paste' as const), sample: fc.boolean() }),
  fc.record({
    view: fc.constant('dead-letter' as const),
    topic: fc.stringMatching(/^[\w.-]{1,249}$/),
    partition: fc.nat(999),
    offset: fc.nat(999_999_999),
  }),
  fc.record({
    view: fc.constant('dead-letters' as const),
    filter: fc.record(
      {
        status: fc.constantFrom(...LETTER_STATUSES),
        code: fc.stringMatching(/^[A-Z_]{1,60}$/),
        topic: fc.stringMatching(/^[\w.-]{1,249}$/),
        day: fc.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record(
    {
      view: fc.constant('sentences' as const),
      filter: anyFilter,
      sort: fc.constantFrom(...SENTENCE_SORTS),
      evidence: fc.boolean(),
    },
    { requiredKeys: ['view', 'filter', 'evidence'] },
  ),
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
    ['#/articles', { view: 'articles', filter: {} }],
    ['#/articles?title=+&label=civil', { view: 'articles', filter: {} }],
    ['#/compare?a.label=military&label=x&b.q=', { view: 'compare', a: { label: 'military' }, b: {} }],
    ['#/pipeline', { view: 'pipeline' }],
    ['#/pipeline/x', { view: 'unknown', path: '/pipeline/x' }],
    ['#/articles/a%2Fb?s=3', { view: 'article', articleId: 'a/b', sentence: 3, evidence: false }],
    ['#/articles/a/b', { view: 'article', articleId: 'a/b', evidence: false }],
    ['#/dead-letters', { view: 'dead-letters', filter: { status: 'open' } }],
    ['#/dead-letters?status=all&code=<b>', { view: 'dead-letters', filter: {} }],
    ['#/dead-letters/a/b/c', { view: 'unknown', path: '/dead-letters/a/b/c' }],
    ['#/dead-letters/a%2Fb/1/2', { view: 'unknown', path: '/dead-letters/a%2Fb/1/2' }],
    ['#/nowhere', { view: 'unknown', path: '/nowhere' }],
    ['#/articles/%FF', { view: 'unknown', path: '/articles/%FF' }],
  ])('%j is read', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each(['label=civil', 'needsReview=yes', 'sort=colour', 'why=true', 's=-1', 'unknown=1'])(
    'leaves out %s, which it does not know',
    (search) => {
      expect(parseRoute(`#/sentences?${search}`)).toEqual({
        view: 'sentences',
        filter: {},
        evidence: false,
      });
    },
  );

  it('is short where nothing is chosen', () => {
    expect(letterHref({ topic: 'a.v1', partition: 2, offset: 17 })).toBe('#/dead-letters/a.v1/2/17');
    expect(hrefOf({ view: 'dead-letters', filter: { status: 'open' } })).toBe('#/dead-letters');
    expect(sentencesHref()).toBe('#/sentences');
    expect(sentencesHref({ label: 'military' })).toBe('#/sentences?label=military');
    expect(articleHref('https://example.org/a?b=c#d', 0)).toBe(
      '#/articles/https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%23d?s=0',
    );
  });
});
