import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { cutAtSpans, paragraphsOf } from './segments.js';

const span = (start: number, end: number): { readonly start: number; readonly end: number } => ({ start, end });
const texts = (stretches: readonly { readonly text: string }[]): readonly string[] => stretches.map(({ text }) => text);

describe('cutting a text', () => {
  it('gives the spans and what stands between them', () => {
    expect(cutAtSpans('One. Two.\nThree', [span(5, 9), span(0, 4)])).toEqual([
      { kind: 'span', text: 'One.', span: span(0, 4) },
      { kind: 'gap', text: ' ' },
      { kind: 'span', text: 'Two.', span: span(5, 9) },
      { kind: 'gap', text: '\nThree' },
    ]);
  });

  it.each([
    ['overlaps one before it', [span(0, 4), span(2, 6)], ['One.', ' Two.']],
    ['is empty', [span(3, 3)], ['One. Two.']],
    ['reaches beyond the text', [span(5, 10)], ['One. Two.']],
    ['ends before it starts', [span(5, 2)], ['One. Two.']],
    ['starts before the text', [span(-2, 3)], ['One. Two.']],
  ])('leaves out a span that %s', (_what, spans, expected) => {
    expect(texts(cutAtSpans('One. Two.', spans))).toEqual(expected);
  });

  it('neither loses nor doubles a character, whatever the spans', () => {
    const anySpan = fc.record({ start: fc.integer({ min: -3, max: 40 }), end: fc.integer({ min: -3, max: 40 }) });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.array(anySpan), (text, spans) => {
        expect(texts(cutAtSpans(text, spans)).join('')).toBe(text);
      }),
    );
  });

  it('makes a paragraph of each line, and none of an empty one', () => {
    const text = 'One. Two.\n\n  \nThree.';
    const paragraphs = paragraphsOf(cutAtSpans(text, [span(0, 4), span(5, 9), span(14, 20)]));
    expect(paragraphs.map(texts)).toEqual([['One.', ' ', 'Two.'], ['Three.']]);
  });

  it('keeps a line break that stands inside a sentence', () => {
    const paragraphs = paragraphsOf(cutAtSpans('One\ntwo. Three', [span(0, 8)]));
    expect(paragraphs.map(texts)).toEqual([['One\ntwo.', ' Three']]);
  });
});
