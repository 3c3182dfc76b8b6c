import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isRefused } from '@sitrep/sentences';

import { type ContentType, type FedArticle, type FeedOptions, readArticle } from './fed-article.js';

const read = (text: string | Uint8Array, contentType?: ContentType, options: FeedOptions = {}) =>
  readArticle(typeof text === 'string' ? Buffer.from(text) : text, contentType, options);

function taken(text: string, contentType?: ContentType, options: FeedOptions = {}): FedArticle {
  const submission = read(text, contentType, options);
  if (isRefused(submission)) throw new Error(submission.message);
  return submission;
}
const sent = ({ value }: FedArticle): unknown => value && JSON.parse(Buffer.from(value).toString());

describe('making submissions of what is fed', () => {
  it('sends an article in our own JSON, keyed by its id', () => {
    const submission = taken('{"id":"a","body":"Troops left.","meta":1}');
    expect(submission.articleId).toBe('a');
    expect(sent(submission)).toEqual({ id: 'a', body: 'Troops left.' });
  });

  it('takes text as text, though it looks like JSON', () => {
    expect(sent(taken('{"id":"a"}', 'text/plain'))).toEqual({ body: '{"id":"a"}', bodyFormat: 'plain' });
  });

  it('gives the id and, where none is named, the source', () => {
    const options = { id: 'mine', source: 'Example Times' };
    expect(sent(taken('{"id":"a","body":"x."}', undefined, options))).toEqual({ ...options, body: 'x.' });
    expect(sent(taken('{"source":"Other","body":"x."}', undefined, options))).toMatchObject({ source: 'Other' });
  });

  it('names an article without id by its cleaned text, as the ingester does', () => {
    expect(taken('Troops  left.', 'text/plain').articleId).toBe(taken('\uFEFFTroops  left.', 'text/plain').articleId);
    expect(taken('Troops left.', 'text/plain').articleId).not.toBe(taken('Talks began.', 'text/plain').articleId);
  });

  it('sends what is read again as it was read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'grapheme' }), (noise, title) => {
        const first = taken(JSON.stringify({ title, body: `Troops left. ${noise}` }));
        const again = taken(Buffer.from(first.value ?? []).toString());
        expect(again.event).toEqual(first.event);
        expect(again.articleId).toBe(first.articleId);
      }),
    );
  });

  it('makes a withdrawn ninjs item a retraction', () => {
    const item = { uri: 'urn:x:1', standard: { name: 'ninjs', version: '3.0' }, pubStatus: 'canceled' };
    expect(taken(JSON.stringify(item))).toMatchObject({ articleId: 'urn:x:1', value: null });
  });

  it.each([
    ['', undefined, {}, 'JSON_INVALID'],
    ['{bad', undefined, {}, 'JSON_INVALID'],
    ['123', undefined, {}, 'SCHEMA_INVALID'],
    ['{"id":"a"}', undefined, {}, 'SCHEMA_INVALID'],
    ['{"body":"x.","publishedAt":"0900-01-01T00:00:00Z"}', undefined, {}, 'DATE_OUT_OF_RANGE'],
    ['{"body":"x."}', undefined, { id: 'a\u0000b' }, 'SCHEMA_INVALID'],
    ['{"body":"x."}', undefined, { source: 'javascript:alert(1)' }, 'SCHEMA_INVALID'],
    [' \n', 'text/plain', {}, 'SCHEMA_INVALID'],
    [Buffer.from([0x61, 0xff]), 'text/plain', {}, 'ENCODING_INVALID'],
    [Buffer.from([0, 0, 0, 0, 1]), undefined, {}, 'UNSUPPORTED_WIRE_FORMAT'],
  ] as const)('refuses %j (%s, %j) as the pipeline would', (text, contentType, options, code) => {
    expect(read(text, contentType, options)).toMatchObject({ code });
  });

  it('refuses what JSON escapes make larger than the topic takes', () => {
    expect(read(Buffer.alloc(4 * 1024 * 1024, 1), 'text/plain')).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});
