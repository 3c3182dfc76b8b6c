import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { selectorsOf } from './selectors.js';

describe('selectors', () => {
  it('count code points, and quote with what stands around', () => {
    expect(selectorsOf('🛡️ A talk. A 🕊 flew. End.', 12, 22)).toEqual({
      position: { type: 'TextPositionSelector', start: 11, end: 20 },
      quote: { type: 'TextQuoteSelector', exact: 'A 🕊 flew.', prefix: '🛡️ A talk. ', suffix: ' End.' },
    });
  });

  it('cut no character in two', () => {
    const { quote } = selectorsOf(`${'🕊'.repeat(30)}. Here. ${'🕊'.repeat(30)}`, 62, 67);
    expect(quote).toMatchObject({ exact: 'Here.', prefix: `${'🕊'.repeat(15)}. `, suffix: ` ${'🕊'.repeat(15)}` });
  });

  it('find the quotation again in any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 3, maxLength: 3 }),
        ([before, exact, after]) => {
          const text = `${before}${exact}${after}`;
          const start = before!.length;
          const { position, quote } = selectorsOf(text, start, start + exact!.length);
          expect(Array.from(text).slice(position.start, position.end).join('')).toBe(exact);
          expect(text).toContain(`${quote.prefix}${quote.exact}${quote.suffix}`);
        },
      ),
    );
  });
});
