import { describe, expect, it } from 'vitest';

import { hexDump } from './hex-dump.js';

describe('a hex dump', () => {
  it('has sixteen bytes a line, aligned, with what of them is plain text', () => {
    expect(hexDump(Buffer.from('{"id":"a","body":\u001b\u00e9'))).toBe(
      [
        '00000000  7b 22 69 64 22 3a 22 61  22 2c 22 62 6f 64 79 22  |{"id":"a","body"|\n',
        '00000010  3a 1b c3 a9                                       |:...|\n',
      ].join(''),
    );
  });

  it('is nothing of nothing', () => {
    expect(hexDump(new Uint8Array())).toBe('');
  });
});
