import { describe, expect, it } from 'vitest';

import { letterId, parseLetterId } from './letter-id.js';

describe('the name of a dead letter', () => {
  it('is read as it is written', () => {
    const id = { topic: 'news.article.submitted.v1', partition: 2, offset: 17 };
    expect(parseLetterId(letterId(id))).toEqual(id);
  });

  it.each(['', 'a', 'a/1', 'a/b/c', 'a/1/2/3', 'a b/1/2', 'a/-1/2'])('is none in %j', (text) => {
    expect(() => parseLetterId(text)).toThrow('names no letter');
  });
});
