import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isBlank, linesOf, type Line } from './lines.js';

async function* inChunks(text: string, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}

async function linesIn(text: string, sizes: readonly number[] = [], maxBytes = 1_000): Promise<readonly Line[]> {
  const all: Line[] = [];
  for await (const lines of linesOf(inChunks(text, sizes), maxBytes)) all.push(...lines);
  return all;
}

const textOf = ({ bytes }: Line): string => Buffer.from(bytes).toString();

describe('cutting a stream into lines', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['\n\na', ['', '', 'a']],
  ])('cuts %j', async (text, lines) => {
    expect((await linesIn(text)).map(textOf)).toEqual(lines);
  });

  it('gives the same lines, wherever the chunks end', async () => {
    const text = fc
      .array(fc.constantFrom('a', 'é', '𝄞', '\n', '\r\n', ' '), { maxLength: 40 })
      .map((all) => all.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(7)), async (text, sizes) => {
        expect((await linesIn(text, sizes)).map(textOf)).toEqual((await linesIn(text)).map(textOf));
      }),
    );
  });

  it('counts lines from 1, blank ones included', async () => {
    const lines = await linesIn('a\n\nb');
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(lines.map(isBlank)).toEqual([false, true, false]);
  });

  it.each([[[]], [[2, 2, 2]]])(
    'leaves a line that is too long aside, and goes on with the next (chunks %j)',
    async (sizes) => {
      const lines = await linesIn('12345\n1234\r\n123', sizes, 4);
      expect(lines.map((line) => [line.number, line.tooLong, textOf(line)])).toEqual([
        [1, true, ''],
        [2, false, '1234'],
        [3, false, '123'],
      ]);
    },
  );
});
