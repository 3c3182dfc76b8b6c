import { describe, expect, it } from 'vitest';

import { plain, short, table } from './table.js';

describe('laying out tables', () => {
  it('aligns columns, numbers to the right', () => {
    const rows = [
      ['sitrep-store', '7'],
      ['x', '1,000'],
    ];
    expect(table([{ head: 'group' }, { head: 'lag', right: true }], rows)).toBe(
      'group           lag\nsitrep-store      7\nx             1,000\n',
    );
  });

  it('lets no terminal escape or reversed text through', () => {
    expect(plain('a\u001B[2Jb\u202Ec\nd')).toBe('a\uFFFD[2Jb\uFFFDc\uFFFDd');
    expect(table([{ head: 'x' }], [['\u001B[2J']])).not.toContain('\u001B');
  });

  const letters = [['open', 'The value is not JSON at all', 'a/1/17']].map(([a = '', b = '', c = '']) => [a, c, b]);
  const heads = ['status', 'letter', 'message'].map((head) => ({ head }));

  it.each([
    [Infinity, 'status  letter  message\nopen    a/1/17  The value is not JSON at all\n'],
    [36, 'status  letter  message\nopen    a/1/17  The value is not\n                JSON at all\n'],
    [24, 'status  letter\n  message\nopen    a/1/17\n  The value is not JSON\n  at all\n'],
  ])('wraps the last column on a screen of %s', (screen, text) => {
    expect(table(heads, letters, screen)).toBe(text);
  });

  it('cuts a word that is wider than the screen, and counts the columns that are seen', () => {
    expect(table([{ head: 'id' }, { head: 'name' }], [['报道', 'x'.repeat(45)]], 30)).toBe(
      `id    name\n报道  ${'x'.repeat(24)}\n      ${'x'.repeat(21)}\n`,
    );
  });

  it('leaves a table alone whose last column holds numbers', () => {
    expect(table([{ head: 'a' }, { head: 'b', right: true }], [['long enough', '1']], 5)).toBe(
      'a            b\nlong enough  1\n',
    );
  });

  it.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abcde…'],
    ['abcd😀fg', 6, 'abcd…'],
  ])('shortens %s to %i', (text, most, shown) => {
    expect(short(text, most)).toBe(shown);
  });
});
