import { describe, expect, it } from 'vitest';

import { safeHref } from './safe-href.js';

describe('the address of an article', () => {
  it.each(['https://example.org/a?b=1', 'http://example.org/'])('%s may be followed', (url) => {
    expect(safeHref(url)).toBe(url);
  });

  it.each([
    null,
    '',
    'example.org/a',
    '//example.org/a',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vbscript:x',
  ])('%j is shown, not followed', (url) => {
    expect(safeHref(url)).toBeUndefined();
  });
});
