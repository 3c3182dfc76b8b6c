import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type ArticleOutcome, revisionOf, sentenceIdOf } from '@sitrep/contracts';
import { deliveryOf, labelledEvent, retractedEvent, splitEvent, traceparentOf } from '@sitrep/testing';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';

const OLD = splitEvent('a', 'first', { offset: 1 });
/** Its first sentence is that of the old text. */
const BODY = `${OLD.text.split('. ')[0]}. Sentence 1 of second. Sentence 2 of second.`;
const CLASSIFIER = { source: '/sitrep/classifier', serviceVersion: '1.2.3' };

describe('the history of an article over HTTP', () => {
  let store: TestStore;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    store = await TestStore.start();
    await fill(store);
    app = await store.serve();
  });

  afterAll(() => store.stop());

  const read = async <Answer>(url: string): Promise<Answer> => {
    const answer = await app.inject(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.json<Answer>();
  };

  it('compares the current text with the one before it, sentence by sentence', async () => {
    const { sentenceId } = labelledEvent('a', 'first', 0);
    expect(await read('/v1/articles/a/changes')).toMatchObject({
      from: { revision: OLD.revision, state: 'superseded', sentenceCount: 3, stored: 3 },
      to: { state: 'current' },
      counts: { kept: 1, added: 2, removed: 2, relabelled: 1 },
      changes: [
        { kind: 'kept', from: { sentenceId, label: 'military' }, to: { index: 0, label: 'diplomatic' } },
        { kind: 'removed', from: { index: 1 }, to: null },
        { kind: 'removed', from: { index: 2 } },
        { kind: 'added', from: null, to: { text: 'Sentence 1 of second.' } },
        { kind: 'added' },
      ],
    });
  });

  it('compares any two texts, also one with itself', async () => {
    const same = `/v1/articles/a/changes?from=${OLD.revision}&to=${OLD.revision}`;
    expect(await read(same)).toMatchObject({ counts: { kept: 3, added: 0, removed: 0, relabelled: 0 } });
  });

  it.each([
    ['/v1/articles/none/changes', 404],
    [`/v1/articles/a/changes?to=${OLD.revision}`, 404],
    [`/v1/articles/a/changes?from=${'0'.repeat(32)}`, 400],
    ['/v1/articles/a/changes?from=x', 400],
    ['/v1/articles/a/changes?since=x', 400],
    ['/v1/articles/none/trace', 404],
    ['/v1/articles/a/trace?x=1', 400],
  ])('answers %s with %i', async (url, status) => {
    expect((await app.inject(url)).statusCode).toBe(status);
  });

  it('tells every step of an article: where, when, by whom, in which trace, and the ledger', async () => {
    const { hops, ledger } = await read<{ hops: { step: string; revision: string | null }[]; ledger: object }>(
      '/v1/articles/a/trace',
    );
    const old = hops.filter(({ revision }) => revision === OLD.revision);
    expect(old.map(({ step }) => step)).toEqual(['extracted', 'submitted', 'split', 'labelled', 'stored']);
    expect(old).toMatchObject([
      {
        topic: 'news.sentence.extracted.v1',
        partition: 2,
        firstOffset: 10,
        lastOffset: 12,
        traceparent: traceparentOf(3),
      },
      { topic: 'news.article.submitted.v1', firstOffset: 1, traceparent: traceparentOf(3) },
      { topic: 'news.article.outcome.v1', service: 'ingester', serviceVersion: '1.2.3' },
      { topic: 'news.sentence.labelled.v1', firstOffset: 20, service: 'classifier', modelVersion: 'model-1' },
      { service: 'store', count: 3, topic: null },
    ]);
    expect(hops.map(({ step }) => step)).toContain('retracted');
    expect(ledger).toMatchObject({ articleId: 'a', balanced: true, stored: 6 });
  });

  it('answers as it is documented', async () => {
    const { components } = await read<{ components: object }>('/docs/json');
    const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
    for (const [name, value] of [
      ['RevisionChanges', await read('/v1/articles/a/changes')],
      ['ArticleTrace', await read('/v1/articles/a/trace')],
    ] as const) {
      const validate = ajv.compile({ components, $ref: `#/components/schemas/${name}` });
      expect([name, validate(value), validate.errors]).toEqual([name, true, null]);
    }
  });
});

async function fill({ writer }: TestStore): Promise<void> {
  const outcomes = new PostgresOutcomeRepository(writer);
  const sentences = new PostgresSentenceRepository(writer);
  const young = splitEvent('a', 'second', { offset: 5, at: 50 }, textOf(BODY));
  const events: readonly ArticleOutcome[] = [retractedEvent('a', { offset: 3, at: 30 }), OLD, young];
  await outcomes.save(
    events.map((event, nth) => ({
      ...deliveryOf<ArticleOutcome>(event, nth, traceparentOf(3)),
      position: { topic: 'news.article.outcome.v1', partition: 1, offset: nth },
      madeBy: { source: '/sitrep/ingester', serviceVersion: '1.2.3' },
    })),
  );
  const old = [0, 1, 2].map((index) => labelledEvent('a', 'first', index));
  const later = BODY.split(/(?<=\.) /).map((text, index) => sentenceOf(young.revision, index, text));
  await sentences.save(
    [...old, ...later].map((event, nth) => ({
      ...deliveryOf(event, 100 + nth, traceparentOf(3)),
      position: { topic: 'news.sentence.labelled.v1', partition: 4, offset: 20 + nth },
      madeBy: CLASSIFIER,
      cause: { topic: 'news.sentence.extracted.v1', partition: 2, offset: 10 + nth, timestamp: 1_767_000_000_000 },
    })),
  );
}

/** What names a text of our own. */
const textOf = (text: string) => ({ text, revision: revisionOf(text) });

function sentenceOf(revision: string, index: number, text: string) {
  const event = labelledEvent('a', 'second', index, { label: 'diplomatic' });
  const place = { revision, sentenceId: sentenceIdOf('a', revision, index) };
  return { ...event, ...place, text, end: event.start + text.length };
}
