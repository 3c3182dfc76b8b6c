import { describe, expect, it } from 'vitest';

import { plain, table } from './table.js';

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
});
