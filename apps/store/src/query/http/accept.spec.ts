import { describe, expect, it } from 'vitest';

import { accepts } from './accept.js';

describe('the Accept header', () => {
  it.each([
    [undefined, true],
    ['', true],
    ['*/*', true],
    ['application/json', true],
    ['Application/JSON; charset=utf-8', true],
    ['application/*', true],
    ['text/html,application/xhtml+xml,*/*;q=0.8', true],
    ['application/xml, application/json;q=0.1', true],
    ['application/xml', false],
    ['text/*', false],
    ['application/json;q=0', false],
    ['*/*, application/json;q=0', false],
    ['application/json;q=0, application/problem+json', false],
  ])('%j takes JSON: %s', (header, taken) => {
    expect(accepts(header, ['application/json'])).toBe(taken);
  });

  it('is met when one of several types is taken', () => {
    expect(accepts('text/csv', ['application/x-ndjson', 'text/csv'])).toBe(true);
  });
});
