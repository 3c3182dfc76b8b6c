import { describe, expect, it } from 'vitest';

import { readLines } from './submitted-lines.js';

describe('reading submitted lines', () => {
  it('reads lines, passes empty ones over and goes on after bad ones', () => {
    const lines = readLines(Buffer.from('{"id":"a","body":"x."}\r\n\n{\n{"id":"b","body":"y."}'));
    expect(lines).toMatchObject([
      { line: 1, read: { articleId: 'a' } },
      { line: 3, read: { code: 'JSON_INVALID' } },
      { line: 4, read: { articleId: 'b' } },
    ]);
  });
});
