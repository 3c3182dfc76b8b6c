import { describe, expect, it } from 'vitest';

import { changeWords } from './change-words.js';

describe('a change in words', () => {
  it.each([
    ['surge', 0.321, 10, '+32%', 'up'],
    ['surge', null, 0, 'usually none', 'up'],
    ['rise', 0.1, 10, '+10%', 'up'],
    ['steady', -0.001, 10, 'as usual', 'even'],
    ['fall', -0.5, 10, '−50%', 'down'],
    ['limited', 3, 1, 'limited change: few, as usual', 'none'],
    ['unknown', null, null, 'nothing to compare with yet', 'none'],
  ] as const)('says of %s by %s: %s', (band, change, mean, text, kind) => {
    expect(changeWords({ band, change, mean, windows: 4 })).toMatchObject({ text, kind });
  });
});
