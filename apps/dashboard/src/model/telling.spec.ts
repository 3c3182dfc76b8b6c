import { describe, expect, it } from 'vitest';

import { tellingOf } from './telling.js';

const word = (text: string, weight: number) => ({ text, start: 0, end: text.length, weight });

describe('the words that are underlined', () => {
  it('are those that weigh at least 15 % of the heaviest, for or against', () => {
    const evidence = [word('shelled', 2), word('talks', -0.4), word('the', 0.3), word('on', 0.29), word('a', -0.2)];
    expect(tellingOf(evidence).map(({ text }) => text)).toEqual(['shelled', 'talks', 'the']);
  });

  it.each([[[]], [[word('a', 0)]]])('are none of %j', (evidence) => {
    expect(tellingOf(evidence)).toEqual([]);
  });
});
