import { DEAD_LETTER_HEADERS, SentenceExtracted, SentenceLabelled } from '@sitrep/contracts';
import { labelledEvent } from '@sitrep/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type DeadLetterDelivery, readDeadLetter } from './dead-letter.js';

const position = { topic: `${SentenceLabelled.topic}.dlq`, partition: 0, offset: 5 };
const facts = {
  [DEAD_LETTER_HEADERS.topic]: SentenceLabelled.topic,
  [DEAD_LETTER_HEADERS.partition]: '3',
  [DEAD_LETTER_HEADERS.offset]: '42',
  [DEAD_LETTER_HEADERS.timestamp]: '1767268800000',
  [DEAD_LETTER_HEADERS.code]: 'STORE_REJECTED',
  [DEAD_LETTER_HEADERS.message]: 'SQLSTATE 22003: out of range',
  [DEAD_LETTER_HEADERS.stage]: 'save-sentences',
  [DEAD_LETTER_HEADERS.group]: 'sitrep-store',
  [DEAD_LETTER_HEADERS.serviceVersion]: '0.1.0',
};

function delivery(value: string | Uint8Array | null, headers: Readonly<Record<string, string>>): DeadLetterDelivery {
  const entries = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const);
  const record = {
    key: Buffer.from('a'),
    value: typeof value === 'string' ? Buffer.from(value) : value,
    headers: new Map(entries),
    headerCount: entries.length,
    repeatedHeaders: undefined,
    timestamp: 1_767_268_800_500,
  };
  return { record, position };
}

describe('reading dead letters', () => {
  const event = labelledEvent('a', 'first', 1);
  const value = JSON.stringify(event);

  it('tells where the record first stood, why it is here, and what it is about', () => {
    expect(readDeadLetter(delivery(value, { ce_id: 'x', ...facts }))).toEqual({
      origin: { topic: SentenceLabelled.topic, partition: 3, offset: 42 },
      key: Buffer.from('a'),
      value: Buffer.from(value),
      headers: [{ name: 'ce_id', base64: Buffer.from('x').toString('base64') }],
      code: 'STORE_REJECTED',
      message: 'SQLSTATE 22003: out of range',
      stage: 'save-sentences',
      consumerGroup: 'sitrep-store',
      serviceVersion: '0.1.0',
      subject: { articleId: 'a', revision: event.revision, sentenceId: event.sentenceId },
      at: 1_767_268_800_500,
    });
  });

  it('keeps all values of a repeated header, in their order', () => {
    const { record } = delivery(value, { via: 'one', ...facts });
    const repeatedHeaders = new Map([['via', [Buffer.from('two'), Buffer.from('three')]]]);
    const { headers } = readDeadLetter({ position, record: { ...record, repeatedHeaders } });
    expect(headers.map(({ base64 }) => Buffer.from(base64, 'base64').toString())).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['has none of our headers', {}],
    ['names no offset', { ...facts, [DEAD_LETTER_HEADERS.offset]: '' }],
    ['names an impossible partition', { ...facts, [DEAD_LETTER_HEADERS.partition]: '-1' }],
    ['names an impossible topic', { ...facts, [DEAD_LETTER_HEADERS.topic]: 'a b' }],
  ])('keeps a stranger’s record that %s under its place on the dead-letter topic', (_, headers) => {
    const letter = readDeadLetter(delivery(value, headers));
    expect(letter).toMatchObject({ origin: position, code: 'UNKNOWN', subject: {} });
    expect(letter.headers).toHaveLength(Object.keys(headers).length);
  });

  it.each([
    ['not JSON', '{', {}],
    ['no object', '7', {}],
    ['another sentence’s id', JSON.stringify({ ...event, index: 2 }), { articleId: 'a', revision: event.revision }],
    ['a revision that is none', JSON.stringify({ ...event, revision: 'x' }), { articleId: 'a' }],
    ['an articleId with NUL', JSON.stringify({ ...event, articleId: 'a\u0000' }), {}],
    ['an articleId that is too long', JSON.stringify({ ...event, articleId: 'a'.repeat(513) }), {}],
  ])('believes no more of the value than can be checked: %s', (_, text, subject) => {
    expect(readDeadLetter(delivery(text, facts)).subject).toEqual(subject);
  });

  it('knows a submitted article by its key', () => {
    const headers = { ...facts, [DEAD_LETTER_HEADERS.topic]: 'news.article.submitted.v1' };
    expect(readDeadLetter(delivery('{', headers)).subject).toEqual({ articleId: 'a' });
  });

  it('never throws, and gives texts that Postgres takes, whatever the bytes are', () => {
    const topics = fc.constantFrom(SentenceExtracted.topic, 'news.article.submitted.v1', 'news.article.outcome.v1');
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.dictionary(fc.string({ unit: 'binary' }), fc.string()),
        topics,
        (bytes, more, topic) => {
          const letter = readDeadLetter(delivery(bytes, { ...more, ...facts, [DEAD_LETTER_HEADERS.topic]: topic }));
          const texts = [letter.code, letter.message, ...letter.headers.map(({ name }) => name)];
          expect(texts.filter((text) => !text.isWellFormed() || text.includes('\u0000'))).toEqual([]);
        },
      ),
    );
  });
});
