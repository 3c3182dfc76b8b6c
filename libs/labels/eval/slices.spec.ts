import { describe, expect, it } from 'vitest';

import { slicesOf } from './slices.js';

describe('slicesOf', () => {
  it.each([
    ['There are no plans to attack.', ['negated', 'short']],
    ['The talks didn’t fail, and the envoys left for home on the same day.', ['negated']],
    ['If the truce ends, the army could advance.', ['hypothetical', 'ceasefire', 'short']],
    ['“We heard it,” she said.', ['quoted', 'reported', 'short']],
    ['Shelling killed 14 and wounded dozens in the market.', ['tolls', 'short']],
    ['Shelling killed the mayor and burned the market down to the very ground.', []],
    ['Relief trucks reached the camp on the far bank of the river today.', ['aid']],
    ['GUERRILLAS HAVE ATTACKED A BARRACKS IN THE NORTH OF THE SMALL COUNTRY.', ['all caps']],
    ['A U.N. car', ['short']],
    [`Troops ${'moved on '.repeat(20)}`, ['long']],
  ])('%s', (text, expected) => {
    expect(slicesOf(text)).toEqual(expected);
  });
});
