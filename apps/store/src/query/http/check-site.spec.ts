import { describe, expect, it } from 'vitest';

import { checkSite } from './check-site.js';

describe('checking who writes', () => {
  it.each([
    ['a command', 'PUT', {}],
    ['our own page', 'PUT', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000', host: 'proxied' }],
    ['a person', 'POST', { 'sec-fetch-site': 'none' }],
    ['our own page in an old browser', 'DELETE', { origin: 'http://localhost:3000', host: 'localhost:3000' }],
    ['another site, which only reads,', 'GET', { 'sec-fetch-site': 'cross-site' }],
  ])('%s may', (_, method, headers) => {
    expect(() => checkSite({ method, headers })).not.toThrow();
  });

  it.each([
    ['another site', 'POST', { 'sec-fetch-site': 'cross-site' }],
    ['a neighbour', 'PUT', { 'sec-fetch-site': 'same-site' }],
    ['another site in an old browser', 'POST', { origin: 'https://example.org', host: 'localhost:3000' }],
    ['a page without an origin', 'POST', { origin: 'null', host: 'localhost:3000' }],
  ])('%s may not', (_, method, headers) => {
    expect(() => checkSite({ method, headers })).toThrow('A page of another site');
  });
});
