import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Tokeniser } from './tokeniser.js';
import { Vocabulary } from './vocabulary.js';

interface GoldenTokens {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly hashes: readonly number[];
  readonly suffixRows: readonly number[];
}

const WINDOW = 64;
const SUFFIXES = 256;
const goldens = JSON.parse(
  readFileSync(join(import.meta.dirname, '../training/golden-tokens.json'), 'utf8'),
) as readonly GoldenTokens[];
const readerOf = (...known: readonly number[]): Tokeniser =>
  new Tokeniser(new Vocabulary(Uint32Array.from(known), SUFFIXES), WINDOW);
const upTo = (values: Int32Array, count: number): number[] => [...values.subarray(1, count + 1)];

describe('Tokeniser', () => {
  it.each(goldens)('reads $text as the trainer does', ({ text, starts, ends, hashes, suffixRows }) => {
    const reader = readerOf();
    reader.read(text);
    const read = upTo(reader.hashes, reader.count);
    expect(upTo(reader.starts, reader.count)).toEqual(starts);
    expect(upTo(reader.ends, reader.count)).toEqual(ends);
    expect(read.map((hash) => hash >>> 0)).toEqual(hashes);
    expect(upTo(reader.rows, reader.count)).toEqual(suffixRows);
  });

  it('gives a known word the row of its place in the vocabulary', () => {
    const [, golden] = goldens;
    const reader = readerOf(golden!.hashes[3]!, golden!.hashes[0]!);
    reader.read(golden!.text);
    expect(reader.rows[1]).toBe(SUFFIXES + 2);
    expect(reader.rows[4]).toBe(SUFFIXES + 1);
  });

  it('reads no more than its window, in order and inside the text', () => {
    const reader = readerOf();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        reader.read(text);
        expect(reader.count).toBeLessThanOrEqual(WINDOW);
        const ends = upTo(reader.ends, reader.count);
        const inOrder = upTo(reader.starts, reader.count).every(
          (start, at) => start >= (ends[at - 1] ?? 0) && start < ends[at]! && ends[at]! <= text.length,
        );
        expect(inOrder).toBe(true);
        expect(reader.rows[reader.count + 1]).toBe(0);
      }),
    );
  });
});
