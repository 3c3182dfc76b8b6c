import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

import { ArticleSubmitted } from './article-submitted.js';
import { decodeEvent, type RawRecord } from './decode-event.js';
import { JSON_MAX_DEPTH } from './limits.js';
import { SentenceExtracted } from './sentence-extracted.js';

interface RecordParts {
  readonly value: string | Uint8Array | null;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

function record({ value, key = 'a-1', headers = {} }: RecordParts): RawRecord {
  const entries = Object.entries(headers).map(([name, text]): [string, Uint8Array] => [name, Buffer.from(text)]);
  return {
    key: key === null ? null : Buffer.from(key),
    value: typeof value === 'string' ? Buffer.from(value) : value,
    headers: new Map(entries),
    headerCount: entries.length,
  };
}

const article = (fields: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ body: 'Troops left.', ...fields });
const nested = (depth: number): string => `{"body":"x.","meta":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('decoding a submitted article', () => {
  it.each([
    ['our own JSON', { value: article({ id: 'a-1' }) }, { id: 'a-1', body: 'Troops left.' }],
    ['unknown fields are left aside', { value: article({ lang: 'en', meta: { n: -0.0 } }) }, { body: 'Troops left.' }],
    ['a byte-order mark is no part of the text', { value: `\uFEFF${article({})}` }, { body: 'Troops left.' }],
    ['plain text', { value: 'Troops left. Talks began.' }, { body: 'Troops left. Talks began.', bodyFormat: 'plain' }],
    [
      'plain text that begins with a quote',
      { value: '"We left," he said.' },
      { body: '"We left," he said.', bodyFormat: 'plain' },
    ],
    [
      'plain text that begins with a number',
      { value: '3,000 troops left.' },
      { body: '3,000 troops left.', bodyFormat: 'plain' },
    ],
    [
      'plain text that begins with a bracket',
      { value: '[Kabul] Troops left.' },
      { body: '[Kabul] Troops left.', bodyFormat: 'plain' },
    ],
    [
      'JSON is text where the producer says so',
      { value: '{"a":1}', headers: { 'content-type': 'text/plain; charset=utf-8' } },
      { body: '{"a":1}', bodyFormat: 'plain' },
    ],
    [
      'HTML where the producer says so',
      { value: '<p>Troops left.', headers: { 'content-type': 'text/html' } },
      { body: '<p>Troops left.', bodyFormat: 'html' },
    ],
    [
      'a structured CloudEvent',
      {
        value: JSON.stringify({
          specversion: '1.0',
          id: '1',
          source: '/s',
          type: ArticleSubmitted.topic,
          data: { body: 'Troops left.' },
        }),
        headers: { 'content-type': 'application/cloudevents+json' },
      },
      { body: 'Troops left.' },
    ],
    [
      'a date with another zone is brought to UTC',
      { value: article({ publishedAt: '2021-08-13T06:00:00+04:30' }) },
      { body: 'Troops left.', publishedAt: '2021-08-13T01:30:00.000Z' },
    ],
    ['a null value retracts the article of the key', { value: null, key: 'a-7' }, { retract: 'a-7' }],
    [
      'headers named like object members are only headers',
      { value: article({}), headers: { toString: 'x', constructor: 'y' } },
      { body: 'Troops left.' },
    ],
  ] satisfies [string, RecordParts, unknown][])('takes %s', (_name, parts, event) => {
    expect(decodeEvent(ArticleSubmitted, record(parts))).toEqual({ ok: true, event });
  });

  it.each([
    ['no bytes', { value: '' }, 'JSON_INVALID'],
    ['broken JSON', { value: '{bad' }, 'JSON_INVALID'],
    ['two documents', { value: '{"id":"a"}{"id":"b"}' }, 'JSON_INVALID'],
    ['a trailing comma', { value: '{"body":"x",}' }, 'JSON_INVALID'],
    ['the same key twice', { value: '{"id":"a","id":"b","body":"x."}' }, 'JSON_INVALID'],
    ['the same key twice, once escaped', { value: '{"id":"a","\\u0069d":"b","body":"x."}' }, 'JSON_INVALID'],
    ['UTF-16', { value: Buffer.from('{"body":"x."}', 'utf16le') }, 'JSON_INVALID'],
    ['a prototype key', { value: '{"body":"x.","__proto__":{"polluted":1}}' }, 'JSON_FORBIDDEN_KEY'],
    ['a constructor key', { value: '{"body":"x.","meta":{"constructor":{"prototype":{}}}}' }, 'JSON_FORBIDDEN_KEY'],
    ['deep nesting', { value: nested(5_000) }, 'LIMIT_EXCEEDED'],
    [
      'very many keys',
      { value: article(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, n]))) },
      'LIMIT_EXCEEDED',
    ],
    ['bytes that are not UTF-8', { value: Buffer.from([0x7b, 0x22, 0xff]) }, 'ENCODING_INVALID'],
    ['gzip', { value: gzipSync(article({})) }, 'ENCODING_INVALID'],
    ['schema-registry framing', { value: Buffer.from([0, 0, 0, 0, 7, 0x7b]) }, 'UNSUPPORTED_WIRE_FORMAT'],
    ['a bare number', { value: '123' }, 'SCHEMA_INVALID'],
    ['a bare string', { value: '"Troops left."' }, 'SCHEMA_INVALID'],
    ['JSON null', { value: 'null' }, 'SCHEMA_INVALID'],
    ['an array', { value: '[{"body":"x."}]' }, 'SCHEMA_INVALID'],
    ['no body', { value: '{"id":"a"}' }, 'SCHEMA_INVALID'],
    ['a blank body', { value: article({ body: ' \n' }) }, 'SCHEMA_INVALID'],
    ['a body that is an object', { value: article({ body: {} }) }, 'SCHEMA_INVALID'],
    ['a title that is null', { value: article({ title: null }) }, 'SCHEMA_INVALID'],
    ['an id that is a number', { value: article({ id: 1 }) }, 'SCHEMA_INVALID'],
    ['an id with a NUL', { value: article({ id: 'a\u0000' }) }, 'SCHEMA_INVALID'],
    ['an id that is not in NFC', { value: article({ id: 'cafe\u0301' }) }, 'SCHEMA_INVALID'],
    ['an id of 10 kB', { value: article({ id: 'i'.repeat(10_240) }) }, 'SCHEMA_INVALID'],
    ['a source that runs code', { value: article({ source: 'javascript:alert(1)' }) }, 'SCHEMA_INVALID'],
    ['a url that is no web address', { value: article({ url: 'file:///etc/passwd' }) }, 'SCHEMA_INVALID'],
    ['a number that overflows', { value: '{"body":"x.","meta":{"n":1e400}}' }, 'SCHEMA_INVALID'],
    ['a date without a zone', { value: article({ publishedAt: '2021-08-15 10:00:00' }) }, 'SCHEMA_INVALID'],
    ['a day that no calendar has', { value: article({ publishedAt: '2021-02-29T00:00:00Z' }) }, 'SCHEMA_INVALID'],
    ['a word for a date', { value: article({ publishedAt: 'infinity' }) }, 'SCHEMA_INVALID'],
    ['a zone offset of a day', { value: article({ publishedAt: '2021-08-15T00:00:00+25:00' }) }, 'SCHEMA_INVALID'],
    ['a date before printing', { value: article({ publishedAt: '0900-01-01T00:00:00Z' }) }, 'DATE_OUT_OF_RANGE'],
    ['the year 9999', { value: article({ publishedAt: '9999-12-31T23:59:60Z' }) }, 'DATE_OUT_OF_RANGE'],
    ['a year of six digits', { value: article({ publishedAt: '+275760-09-13T00:00:00Z' }) }, 'DATE_OUT_OF_RANGE'],
    [
      'another CloudEvents type',
      { value: article({}), headers: { ce_type: 'org.example.article.v99' } },
      'SCHEMA_VERSION_UNKNOWN',
    ],
    [
      'a structured CloudEvent without data',
      { value: '{"specversion":"1.0"}', headers: { 'content-type': 'application/cloudevents+json' } },
      'CLOUDEVENT_INVALID',
    ],
    [
      'very many headers',
      { value: article({}), headers: Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`h${n}`, 'x'])) },
      'LIMIT_EXCEEDED',
    ],
    ['headers of 20 kB', { value: article({}), headers: { h: 'x'.repeat(20_000) } }, 'LIMIT_EXCEEDED'],
    ['a null value without a key', { value: null, key: null }, 'KEY_MISSING'],
  ] satisfies [string, RecordParts, string][])('rejects %s', (_name, parts, code) => {
    expect(decodeEvent(ArticleSubmitted, record(parts))).toMatchObject({ ok: false, code });
  });

  it('names every wrong field by its JSON Pointer', () => {
    const decoded = decodeEvent(ArticleSubmitted, record({ value: article({ id: 7, title: null }) }));
    expect(decoded).toMatchObject({ message: expect.stringMatching(/^\/id: .+; \/title: /) });
  });

  it('takes nesting up to the limit', () => {
    expect(decodeEvent(ArticleSubmitted, record({ value: nested(JSON_MAX_DEPTH - 1) })).ok).toBe(true);
    expect(decodeEvent(ArticleSubmitted, record({ value: nested(JSON_MAX_DEPTH) })).ok).toBe(false);
  });

  it('leaves the prototype of objects alone, whatever comes', () => {
    decodeEvent(ArticleSubmitted, record({ value: '{"__proto__":{"polluted":1},"body":"x."}' }));
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('answers for any bytes, and the same way twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (value) => {
        const first = decodeEvent(ArticleSubmitted, record({ value }));
        expect(decodeEvent(ArticleSubmitted, record({ value }))).toEqual(first);
      }),
    );
  });

  it('answers for a valid record with any byte flipped', () => {
    const valid = Buffer.from(article({ id: 'a-1', publishedAt: '2021-08-13T06:00:00Z' }));
    fc.assert(
      fc.property(fc.nat(valid.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const value = Buffer.from(valid);
        value[at] = (value[at] ?? 0) ^ mask;
        expect(decodeEvent(ArticleSubmitted, record({ value }))).toHaveProperty('ok');
      }),
    );
  });

  it('reads back any article that it wrote', () => {
    const articles = fc.record({
      id: fc.stringMatching(/^[a-z0-9/ '"\\]{1,40}$/),
      body: fc.string({ minLength: 1 }).filter((text) => /\S/.test(text)),
      title: fc.string(),
    });
    fc.assert(
      fc.property(articles, (fields) => {
        expect(decodeEvent(ArticleSubmitted, record({ value: JSON.stringify(fields) }))).toEqual({
          ok: true,
          event: fields,
        });
      }),
    );
  });

  it('rejects a null value on a topic where it means nothing', () => {
    expect(decodeEvent(SentenceExtracted, record({ value: null }))).toMatchObject({ code: 'TOMBSTONE_UNEXPECTED' });
  });
});
