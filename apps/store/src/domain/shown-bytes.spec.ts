import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { shownBytes, textOf } from './shown-bytes.js';

describe('bytes that are shown', () => {
  it('are text where they are UTF-8, a byte order mark included', () => {
    expect(shownBytes(Buffer.from('\uFEFFé'), 5)).toEqual({
      bytes: 5,
      base64: '77u/w6k=',
      text: '\uFEFFé',
      truncated: false,
    });
    expect(textOf(Uint8Array.of(0xc3))).toBeNull();
  });

  it('are the beginning of the text wherever they are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, cut) => {
        const whole = Buffer.from(text);
        const shown = shownBytes(whole.subarray(0, cut), whole.length);
        expect(shown.text !== null && text.startsWith(shown.text)).toBe(true);
      }),
    );
  });
});
