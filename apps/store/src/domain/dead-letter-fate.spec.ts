import { ArticleOutcome, ArticleSubmitted, SentenceExtracted, SentenceLabelled } from '@sitrep/contracts';
import { labelledEvent, splitEvent } from '@sitrep/testing';
import { describe, expect, it } from 'vitest';

import { fateOf } from './dead-letter-fate.js';

const of = (topic: string, value: unknown, key: string | null = null) =>
  fateOf(topic, {
    key: key === null ? null : Buffer.from(key),
    value: value === null ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
    headers: new Map([['content-type', Buffer.from('application/json')]]),
    headerCount: 1,
  });

describe('what would become of a dead letter now', () => {
  it('is a split, with its first sentences, where an article can be read', async () => {
    expect(await of(ArticleSubmitted.topic, { id: 'a', body: 'Troops left. Talks began.' })).toMatchObject({
      ...{ kind: 'split', articleId: 'a', sentenceCount: 2 },
      sentences: [{ text: 'Troops left.' }, { start: 13, end: 25, text: 'Talks began.' }],
    });
    const long = await of(ArticleSubmitted.topic, { id: 'a', body: 'Troops left. '.repeat(50) });
    expect(long.kind === 'split' && [long.sentenceCount, long.sentences.length]).toEqual([50, 20]);
  });

  it.each([
    [ArticleSubmitted.topic, '{broken', 'JSON_INVALID'],
    [ArticleSubmitted.topic, { id: 'a', body: '<p></p>' }, 'NO_SENTENCES'],
    [SentenceExtracted.topic, { text: 'x' }, 'SCHEMA_INVALID'],
    [SentenceLabelled.topic, { ...labelledEvent('a', 'first', 1), index: 2 }, 'STORE_REJECTED'],
    [ArticleOutcome.topic, { ...splitEvent('a', 'first', { offset: 1 }), revision: '0'.repeat(32) }, 'STORE_REJECTED'],
  ])('is another rejection where it is wrong as before: %s', async (topic, value, code) => {
    expect(await of(topic, value)).toMatchObject({ kind: 'rejected', code });
  });

  it('is a retraction, a sentence, an outcome, or nothing that we know', async () => {
    const event = labelledEvent('a', 'first', 1);
    expect(await of(ArticleSubmitted.topic, null, 'a')).toEqual({ kind: 'retraction', articleId: 'a' });
    expect(await of(SentenceLabelled.topic, event)).toMatchObject({ kind: 'sentence', index: 1, label: event.label });
    expect(await of(ArticleOutcome.topic, splitEvent('a', 'first', { offset: 1 }))).toEqual({ kind: 'outcome' });
    expect(await of('news.other.v1', 'x')).toEqual({ kind: 'unknown-topic' });
  });
});
