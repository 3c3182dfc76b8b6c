import { describe, expect, it } from 'vitest';

import { append, begin, countNewer, prepend } from './paged-list.js';

const idOf = (item: string): string => item;
const list = begin({ items: ['f', 'e', 'd'], next: 'after d' });

describe('a list that is read page by page', () => {
  it('goes on where it ended', () => {
    const longer = append(list, { items: ['c', 'b'], next: 'after b' }, idOf);
    expect(longer).toEqual({ items: ['f', 'e', 'd', 'c', 'b'], next: 'after b' });
    expect(append(longer, { items: ['a'] }, idOf)).toEqual({ items: ['f', 'e', 'd', 'c', 'b', 'a'], next: undefined });
  });

  it('has nothing twice, though rows moved between two reads', () => {
    expect(append(list, { items: ['d', 'c'] }, idOf).items).toEqual(['f', 'e', 'd', 'c']);
  });

  it.each([
    [{ items: ['f', 'e'], next: 'x' }, 0, true],
    [{ items: ['h', 'g', 'f'], next: 'x' }, 2, true],
    [{ items: ['k', 'j', 'i'], next: 'x' }, 3, false],
    [{ items: ['k', 'j', 'i'] }, 3, true],
  ])('counts what is newer in %j', (newest, number, isAll) => {
    expect(countNewer(list, newest, idOf)).toEqual({ number, isAll });
  });

  it('takes newer items in front', () => {
    expect(prepend(list, { items: ['h', 'g', 'f'], next: 'x' }, idOf)).toEqual({
      items: ['h', 'g', 'f', 'e', 'd'],
      next: 'after d',
    });
  });

  it('begins anew rather than have a hole', () => {
    expect(prepend(list, { items: ['k', 'j'], next: 'after j' }, idOf)).toEqual({ items: ['k', 'j'], next: 'after j' });
  });
});
