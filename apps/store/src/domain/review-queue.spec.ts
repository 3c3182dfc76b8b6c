import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { queueOf, type Unsure } from './review-queue.js';

const unsure = (text: string, changes: Partial<Unsure> = {}): Unsure => ({
  ...{ text, source: 'Wire', first: 0.5, second: 0.3, boilerplate: false, ...changes },
});
const order = (sentences: readonly Unsure[]): readonly string[] =>
  queueOf(sentences).map(({ sentence }) => sentence.text);

describe('the review queue', () => {
  it('begins with what is nearest to another label', () => {
    expect(order([unsure('wide'), unsure('narrow', { second: 0.49 }), unsure('even', { second: 0.5 })])).toEqual([
      'even',
      'narrow',
      'wide',
    ]);
  });

  it('prefers the source that most of the unsure sentences are from', () => {
    const small = unsure('of a small source', { source: 'Letter' });
    expect(order([small, unsure('a'), unsure('b'), unsure('c')]).at(-1)).toBe('of a small source');
  });

  it('ends with boilerplate, however near it is to another label', () => {
    expect(order([unsure('again', { second: 0.5, boilerplate: true }), unsure('once')])).toEqual(['once', 'again']);
  });

  it('has the same words once, in their best place, and says how often they stand there', () => {
    const [first, ...rest] = queueOf([unsure('x'), unsure('x', { second: 0.45 }), unsure('y', { second: 0.4 })]);
    expect(first).toMatchObject({ sentence: { text: 'x', second: 0.45 }, copies: 2 });
    expect(rest).toHaveLength(1);
  });

  it('loses no words, and never puts a lower value before a higher', () => {
    const some = fc.array(
      fc.record({
        text: fc.constantFrom('a', 'b', 'c', 'd'),
        source: fc.constantFrom('Wire', 'Paper', null),
        first: fc.double({ min: 0.5, max: 1, noNaN: true }),
        second: fc.double({ min: 0, max: 0.5, noNaN: true }),
        boilerplate: fc.constant(false),
      }),
    );
    fc.assert(
      fc.property(some, (all) => {
        const queue = queueOf(all);
        expect(new Set(queue.map(({ sentence }) => sentence.text))).toEqual(new Set(all.map(({ text }) => text)));
        expect(queue.reduce((sum, { copies }) => sum + copies, 0)).toBe(all.length);
        const values = queue.map(({ value }) => value);
        expect(values).toEqual([...values].sort((a, b) => b - a));
      }),
    );
  });
});
