import { describe, expect, it } from 'vitest';

import { accessSentence, accessWord, may } from './access.js';

const READER = { name: null, scopes: ['read'] } as const;
const ANNA = { name: 'anna', scopes: ['read', 'correct'] } as const;
const ADMIN = { name: 'admin', scopes: ['read', 'feed', 'correct', 'admin'] } as const;

describe('what the page says of a key', () => {
  it.each([
    [undefined, false, 'Key'],
    [undefined, true, 'Key refused'],
    [READER, false, 'Read-only'],
    [{ name: null, scopes: [] }, false, 'Key needed'],
    [ANNA, false, 'May correct'],
    [{ name: 'b', scopes: ['feed', 'correct'] } as const, false, 'May correct, feed'],
    [ADMIN, false, 'Admin'],
  ])('%j, refused: %s', (access, refused, word) => {
    expect(accessWord(access, refused)).toBe(word);
  });

  it('says in a sentence what can be done', () => {
    expect([READER, ANNA, ADMIN, { name: null, scopes: [] }].map(accessSentence)).toEqual([
      'Without a key you can read everything.',
      'As anna you can read everything and correct labels.',
      'As admin you can read everything, feed articles, correct labels and make keys.',
      'Without a key nothing can be read here.',
    ]);
  });

  it('offers nothing before it is known', () => {
    expect([may(undefined, 'read'), may(ANNA, 'correct'), may(ANNA, 'feed')]).toEqual([false, true, false]);
  });
});
