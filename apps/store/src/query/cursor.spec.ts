import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { CursorSigner, listName } from './cursor.js';

const list = listName('/v1/sentences', { label: 'military' });

describe('cursors', () => {
  const signer = new CursorSigner('a secret of thirty-two characters');

  it('give back the place that they were made for', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (place) => {
        expect(signer.read(list, signer.sign(list, place))).toEqual(place);
      }),
    );
  });

  it('are the same for all instances that share the secret', () => {
    const other = new CursorSigner('a secret of thirty-two characters');
    expect(other.read(list, signer.sign(list, [7]))).toEqual([7]);
  });

  it.each([
    ['another filter', listName('/v1/sentences', { label: 'diplomatic' }), signer.sign(list, [1])],
    ['another list', listName('/v1/articles', { label: 'military' }), signer.sign(list, [1])],
    ['another secret', list, new CursorSigner('other').sign(list, [1])],
    ['nobody', list, 'AAAA'],
    ['nobody at all', list, ''],
    ['a forger', list, Buffer.concat([Buffer.alloc(16), Buffer.from('[1]')]).toString('base64url')],
  ])('are refused when they were made for %s', (_, name, cursor) => {
    expect(() => signer.read(name, cursor)).toThrow('The parameter cursor is not valid.');
  });

  it('are refused when any byte of them was changed', () => {
    const cursor = Buffer.from(signer.sign(list, ['2026-01-01 12:00:00+00', 'a']), 'base64url');
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const forged = Buffer.from(cursor);
        forged[at] = (forged[at] ?? 0) ^ change;
        expect(() => signer.read(list, forged.toString('base64url'))).toThrow('cursor');
      }),
    );
  });

  it('do not depend on the order of the parameters, or on those that are not given', () => {
    expect(listName('/x', { a: 1, b: undefined, c: 'd' })).toBe(listName('/x', { c: 'd', a: 1 }));
  });
});
