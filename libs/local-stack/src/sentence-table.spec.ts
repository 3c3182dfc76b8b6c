import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type LabelledSentence, fit, tableHead, tableRow } from './sentence-table.js';

const sentence: LabelledSentence = {
  index: 11,
  text: 'Shells fell\non the bridge.',
  label: 'military',
  confidence: 0.934,
  needsReview: false,
};

describe('the table of sentences', () => {
  it('lines up its columns, counts from one, and marks what a person should look at', () => {
    const lines = [
      tableHead(),
      tableRow(sentence, 80),
      tableRow({ ...sentence, index: 0, label: 'humanitarian', confidence: 0.5, needsReview: true }, 80),
    ];
    expect(lines).toEqual([
      '    # label         confidence  sentence',
      '   12 military      0.93        Shells fell on the bridge.',
      '    1 humanitarian  0.50 ?      Shells fell on the bridge.',
    ]);
  });

  it('colours the label and nothing else', () => {
    expect(tableRow(sentence, 80, (colour, text) => `<${colour}>${text}</>`)).toBe(
      '   12 <red>military      </>0.93        Shells fell on the bridge.',
    );
  });

  it('never cuts a character in two', () => {
    expect(fit('👩‍👩‍👧 family', 3)).toBe('👩‍👩‍👧…');
  });

  it('fits every sentence into one line of the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 53, max: 200 }), (text, width) => {
        const row = tableRow({ ...sentence, text }, width);
        expect([...new Intl.Segmenter('en').segment(row)].length).toBeLessThanOrEqual(width);
        expect(row).not.toMatch(/[\n\r]/);
      }),
    );
  });
});
