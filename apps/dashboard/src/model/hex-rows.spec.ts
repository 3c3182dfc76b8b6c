import { describe, expect, it } from 'vitest';

import { hexRows } from './hex-rows.js';

describe('bytes in hex', () => {
  it('come sixteen a row, with what is plain text beside them', () => {
    const bytes = new TextEncoder().encode('{"id":"a","body":\u001b');
    expect(hexRows(bytes, 10)).toEqual([
      { offset: '000000', hex: '7b 22 69 64 22 3a 22 61 22 2c 22 62 6f 64 79 22', ascii: '{"id":"a","body"' },
      { offset: '000010', hex: '3a 1b', ascii: ':.' },
    ]);
  });

  it('are only so many rows', () => {
    expect(hexRows(new Uint8Array(1_000), 3)).toHaveLength(3);
    expect(hexRows(new Uint8Array(), 3)).toEqual([]);
  });
});
