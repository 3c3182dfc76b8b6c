import { describe, expect, it } from 'vitest';

import { newTraceparent, validTraceparent } from './trace-parent.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('traceparent', () => {
  it.each([
    [`00-${TRACE}-${SPAN}-01`, true],
    [`01-${TRACE}-${SPAN}-01-what-later-versions-add`, true],
    [`00-${TRACE}-${SPAN}-01-more`, false],
    [`ff-${TRACE}-${SPAN}-01`, false],
    [`00-${'0'.repeat(32)}-${SPAN}-01`, false],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, false],
    [`00-${TRACE.toUpperCase()}-${SPAN}-01`, false],
    ['', false],
    ['nonsense', false],
  ])('takes %s: %s', (header, isValid) => {
    expect(validTraceparent(header)).toBe(isValid ? header : undefined);
  });

  it('is valid and new each time when made here', () => {
    const made = [newTraceparent(), newTraceparent()];
    expect(new Set(made.map(validTraceparent)).size).toBe(2);
    expect(made.map(validTraceparent)).toEqual(made);
  });
});
