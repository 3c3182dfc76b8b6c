import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CHANGE_KINDS, cleanText, cleanTextInSlices, type ChangeKind } from '../index.js';

const PIECES = [
  ...['&amp;', '&', 'amp;', '#38;', '&#59', ';', '&quot;', 'lt', '&l', '&#116;', '\r', '\n', '\0', '\u0085', '\u0093'],
  ...['\u200B', '\u00AD', '\u00A0', 'e', '\u0301', '\u0323', '\uD83D', '\u{1F600}', '\u037E', '&#13;', '&#8203;', ' '],
];
const dirty = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
);

function changed(text: string, format: 'plain' | 'html' = 'plain'): Partial<Record<ChangeKind, number>> {
  const { changes } = cleanText(text, format);
  return Object.fromEntries(Object.entries(changes).filter(([, count]) => count > 0));
}

describe('cleanText', () => {
  it.each([
    ['He came.\r\nShe left.\rAll did.', 'He came.\nShe left.\nAll did.', { lineBreaks: 2 }],
    ['one\u2028two\ftwo', 'one\ntwo\ntwo', { lineBreaks: 2 }],
    ['Kab\0ul\u0007', 'Kabul', { controlCharacters: 2 }],
    ['\u0093Go,\u0094 he said\u0085', '“Go,” he said…', { misreadCharacters: 3 }],
    ['a\uD800b\uDC00', 'a\uFFFDb\uFFFD', { loneSurrogates: 2 }],
    ['\u{1F600}', '\u{1F600}', {}],
    ['\uFEFFKa\u00ADbul\u200B', 'Kabul', { invisibleCharacters: 3 }],
    ['5\u00A0km\u2009north', '5 km north', { unusualSpaces: 2 }],
    ['Cafe\u0301', 'Café', { notNfc: 1 }],
    ['&quot;Go&#8217;s&quot;&nbsp;AT&amp;T', '"Go’s" AT&T', { htmlEntities: 5, unusualSpaces: 1 }],
    ['&amp;quot;Go&amp;amp;quot;', '"Go"', { htmlEntities: 5 }],
    ['a < b & c; x=1&copy=2 &unknown; AT&T;', 'a < b & c; x=1&copy=2 &unknown; AT&T;', {}],
    ['\tTabs stay.\n', '\tTabs stay.\n', {}],
  ])('%j becomes %j and says %j', (raw, text, changes) => {
    expect(cleanText(raw, 'plain').text).toBe(text);
    expect(changed(raw)).toEqual(changes);
  });

  it('names every kind of change, with 0 for those that were not made', () => {
    expect(cleanText('', 'plain')).toEqual({
      text: '',
      changes: Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, 0])),
    });
  });

  it('changes nothing when plain text is cleaned again', () => {
    fc.assert(
      fc.property(dirty, (raw) => {
        const once = cleanText(raw, 'plain').text;
        expect(cleanText(once, 'plain').text).toBe(once);
        expect(changed(once)).toEqual({});
      }),
      { numRuns: 3_000 },
    );
  });

  it('leaves heaps of combining marks as they are, for ordering them would take for ever', () => {
    const heap = `e${'\u0301\u0323'.repeat(50_000)}`;
    expect(cleanText(heap, 'plain').text.startsWith('e\u0301\u0323')).toBe(true);
  });

  it('cleans in slices to the same text', async () => {
    const raw = '<p>Gen. Roe &amp; staff\u00A0left.</p>\r\n'.repeat(3_000);
    let turns = 0;
    const sliced = await cleanTextInSlices(raw, 'html', () => {
      turns++;
      return Promise.resolve();
    });
    expect(turns).toBeGreaterThan(1);
    expect(sliced).toEqual(cleanText(raw, 'html'));
    expect(sliced.text.startsWith('Gen. Roe & staff left.\n\nGen. Roe')).toBe(true);
  });
});
