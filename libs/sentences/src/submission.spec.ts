import { describe, expect, it } from 'vitest';

import { readSubmission } from './submission.js';

const read = (text: string, contentType = 'application/json') => readSubmission(Buffer.from(text), contentType);

describe('reading a submission', () => {
  it.each([
    ['our JSON', '{"id":"a","body":"Troops left."}', 'application/json', { articleId: 'a' }],
    ['plain text', 'Troops left.', 'text/plain', { articleId: expect.stringMatching(/^text-[0-9a-f]{32}$/) }],
    [
      'an article with an address',
      '{"url":"https://example.org/","body":"x."}',
      'application/json',
      {
        articleId: expect.stringMatching(/^url-/),
      },
    ],
    [
      'schema.org',
      '{"@type":"NewsArticle","identifier":"s","articleBody":"x."}',
      'application/json',
      { articleId: 's' },
    ],
    ['what is no JSON', '{', 'application/json', { code: 'JSON_INVALID' }],
    ['an article without text', '{"id":"a"}', 'application/json', { code: 'SCHEMA_INVALID' }],
    ['nothing', '', 'text/plain', { code: 'SCHEMA_INVALID' }],
  ])('reads %s', (_, text, contentType, expected) => {
    expect(read(text, contentType)).toMatchObject(expected);
  });

  it('names a text by its words, not by how they were sent', () => {
    expect(read('<p>Troops left.</p>', 'text/html')).toMatchObject({
      articleId: (read('Troops left.', 'text/plain') as { articleId: string }).articleId,
    });
  });
});
