import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { changesBetween } from './revision-changes.js';

const sentences = (text: string) => text.split('').map((one, index) => ({ text: one, index }));
const told = (from: string, to: string): string =>
  changesBetween(sentences(from), sentences(to))
    .map(({ kind, from: old, to: young }) => `${{ kept: '', added: '+', removed: '-' }[kind]}${(old ?? young)?.text}`)
    .join(' ');

describe('what changed between two texts', () => {
  it.each([
    ['abc', 'abc', 'a b c'],
    ['abc', 'axc', 'a -b +x c'],
    ['', 'ab', '+a +b'],
    ['ab', '', '-a -b'],
    ['abc', 'cab', '+c a b -c'],
    ['aab', 'ab', 'a -a b'],
  ])('is, from %j to %j, %j', (from, to, expected) => {
    expect(told(from, to)).toBe(expected);
  });

  it('holds both texts, each in its order, and pairs what was kept', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((all) => sentences(all.join('')));
    fc.assert(
      fc.property(texts, texts, (from, to) => {
        const changes = changesBetween(from, to);
        expect(changes.flatMap((change) => change.from ?? [])).toEqual(from);
        expect(changes.flatMap((change) => change.to ?? [])).toEqual(to);
        expect(changes.every(({ kind, from: a, to: b }) => kind !== 'kept' || a?.text === b?.text)).toBe(true);
      }),
    );
  });

  it('keeps at least what very different texts begin and end with', () => {
    const text = (name: string) => [
      { text: 'first' },
      ...Array.from({ length: 1_500 }, (_, index) => ({ text: `${name} ${index}` })),
      { text: 'last' },
    ];
    const changes = changesBetween(text('old'), [...text('new'), { text: 'last' }]);
    expect(changes.filter(({ kind }) => kind === 'kept').map(({ to }) => to?.text)).toEqual(['first', 'last']);
    expect(changes).toHaveLength(1 + 1_500 + 1_501 + 1);
  });
});
