import { describe, expect, it } from 'vitest';

import { SentenceScanner } from './scanner.js';

/** A text that counts how often it is read. */
class CountedText extends String {
  reads = 0;

  override charCodeAt(at: number): number {
    this.reads++;
    return super.charCodeAt(at);
  }
}

function readsOf(unit: string, length: number): number {
  const text = new CountedText(`It began. ${unit.repeat(Math.ceil(length / unit.length))}`.slice(0, length));
  new SentenceScanner(text as unknown as string).scan(Number.POSITIVE_INFINITY);
  return text.reads;
}

describe('SentenceScanner', () => {
  it.each([
    ...[
      '.',
      '"',
      'a',
      'U.S.',
      '“(',
      '\n ',
      '\n',
      '\r\n',
      ' ',
      '. ',
      '.” ',
      '!” Smith ',
      '1) a ',
      '• ',
      ') ',
      '.[1] ',
      'Mr. ',
    ],
    ...[
      'a.',
      '…',
      '. . . ',
      '?!',
      '。',
      '.1 ',
      '1. ',
      'Inc. Roe ',
      '-',
      "'",
      'x,\ny z ',
      'a b c\n',
      '@.',
      '\u200B',
      '\uD83D',
    ],
  ])('reads twice as much of %j in a text twice as long, and not more', (unit) => {
    const once = readsOf(unit, 20_000);
    const twice = readsOf(unit, 40_000);
    expect(twice / once).toBeLessThan(2.2);
    expect(twice / 40_000).toBeLessThan(150);
  });

  it('goes on where it was left', () => {
    const text = 'He came. She left. All did.';
    const scanner = new SentenceScanner(text);
    expect(scanner.scan(10)).toBe(false);
    expect(scanner.sentences.map((sentence) => sentence.text)).toEqual(['He came.']);
    expect(scanner.scan(text.length)).toBe(true);
    expect(scanner.sentences).toHaveLength(3);
  });
});
