import { describe, expect, it } from 'vitest';

import { checkAddress } from './check-address.js';
import { ProblemError } from './problem.js';

function problem(url: string): ProblemError | undefined {
  try {
    checkAddress(url);
    return undefined;
  } catch (error) {
    return error as ProblemError;
  }
}

describe('checking an address', () => {
  it.each([
    '/',
    '/v1/articles/a%2Fb%20c?limit=5',
    '/v1/sentences?label=military&&cursor=a%3D',
    '/?q=caf%C3%A9+x',
    '/?a',
  ])('lets %s pass', (url) => expect(problem(url)).toBeUndefined());

  it.each([
    ['/v1/articles/%FF', undefined],
    ['/v1/articles/a%00', undefined],
    ['/v1/articles/%', undefined],
    ['/v1/sentences?q=%FF', 'q'],
    ['/v1/sentences?q=%00', 'q'],
    ['/v1/sentences?q=1&q=2', 'q'],
    ['/v1/sentences?q=1&%71=2', 'q'],
    ['/v1/sentences?%FF=1', undefined],
    [`/v1/sentences?q=${'a'.repeat(9_000)}`, undefined],
  ])('refuses %s', (url, parameter) => {
    expect(problem(url)).toBeInstanceOf(ProblemError);
    expect(problem(url)?.errors[0]?.parameter).toBe(parameter);
  });
});
