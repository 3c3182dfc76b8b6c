import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Label } from '@sitrep/contracts';
import { deliveryOf, eventually, labelledEvent, splitEvent } from '@sitrep/testing';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { BatchWriter } from '../../persistence/batch-writer.js';
import { LabelSettler } from '../../persistence/label-settler.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';

const LABELS: readonly Label[] = ['military', 'diplomatic', 'humanitarian'];
const said = { by: 'anna', reason: 'compared' };

/** What a model says of the sentences of an article, in their order. */
const events = (articleId: string, word: string, modelVersion: string, labels: readonly Label[], shadow = false) =>
  labels.map((label, index) => {
    const confidence = 0.5 + index / 10;
    const scores = { military: 0.1, diplomatic: 0.2, humanitarian: 0.3, [label]: confidence };
    return labelledEvent(articleId, word, index, {
      ...{ modelVersion, label, confidence, scores, needsReview: confidence < 0.65 },
      ...(shadow && { shadow: true }),
    });
  });

describe('models and the quality of labels over HTTP', () => {
  let store: TestStore;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    store = await TestStore.start();
    const { writer } = store;
    await new PostgresOutcomeRepository(writer).save([
      deliveryOf(splitEvent('a', 'first', { offset: 1 }, { source: 'Wire' })),
      deliveryOf(splitEvent('b', 'second', { offset: 2 }, { source: 'Paper' })),
    ]);
    const all = [
      ...events('a', 'first', 'model-1', LABELS),
      ...events('b', 'second', 'model-1', LABELS),
      ...events('a', 'first', 'model-2', ['military', 'military', 'humanitarian'], true),
    ];
    await new PostgresSentenceRepository(writer).save(all.map((event) => deliveryOf(event)));
    app = await store.serve();
  });

  afterAll(() => store.stop());

  const read = async <Answer>(url: string): Promise<Answer> => {
    const answer = await app.inject(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.json<Answer>();
  };
  const decide = (act: 'promote' | 'drop', version: string, payload: object = said) =>
    app.inject({ method: 'POST', url: `/v1/models/${version}/${act}`, payload });
  const settle = () =>
    eventually(
      () => new LabelSettler(new BatchWriter(store.database.background)).step(),
      (step) => step === 'idle',
    );
  const correct = (articleId: string, word: string, index: number, label: Label) =>
    app.inject({
      method: 'PUT',
      url: `/v1/sentences/${labelledEvent(articleId, word, index).sentenceId}/label`,
      payload: { label, ...said },
    });

  it('lists the models with what they are, how many labels they gave and when', async () => {
    expect(await read('/v1/models')).toMatchObject({
      items: [
        { modelVersion: 'model-1', promoted: false, shadow: false, dropped: false, state: 'counts', labels: 6 },
        { modelVersion: 'model-2', shadow: true, state: 'shadow', labels: 3, firstSeen: '2026-01-01T12:00:00.000Z' },
      ],
      ...{ labelsAre: 'exact', settling: null, acts: [] },
    });
  });

  it('compares two models: cell by cell, with the sentences on which they differ', async () => {
    expect(await read('/v1/models/compare?a=model-1&b=model-2')).toMatchObject({
      ...{ sentences: 3, sampled: 1, agreed: 2, agreement: 2 / 3, review: { a: 2, b: 2 } },
      cells: [
        { a: 'diplomatic', b: 'military', count: 1, share: 1 / 3 },
        { a: 'humanitarian', b: 'humanitarian' },
        { a: 'military', b: 'military' },
      ],
      examples: [{ a: 'diplomatic', b: 'military', confidenceA: 0.6, articleId: 'a', index: 1, source: 'Wire' }],
    });
    expect(await read('/v1/models/compare?a=model-2&b=model-1&examples=0')).toMatchObject({ examples: [] });
  });

  it('lists what a model has not labelled, a page of looks at a time', async () => {
    const found: { articleId: string; text: string; count: number; done?: number }[] = [];
    let url: string | undefined = '/v1/models/model-2/unlabelled?limit=2';
    let pages = 0;
    while (url !== undefined) {
      const answer: Awaited<ReturnType<typeof app.inject>> = await app.inject(url);
      found.push(...answer.json<{ items: typeof found }>().items);
      url = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1];
      pages++;
    }
    expect(found.map(({ articleId, count }) => [articleId, count])).toEqual([0, 1, 2].map(() => ['b', 3]));
    expect(pages).toBe(4);
    expect(await read('/v1/models/never-seen/unlabelled')).toMatchObject({ items: { length: 6 }, done: 1 });
  });

  it.each([
    ['GET', '/v1/models/compare?a=model-1&b=none', 404],
    ['GET', '/v1/models/compare?a=model-1&b=model-1', 400],
    ['GET', '/v1/models/compare?a=model-1', 400],
    ['GET', '/v1/models?x=1', 400],
    ['POST', '/v1/models/none/promote', 404],
    ['POST', '/v1/models/model-1/retire', 404],
    ['GET', '/v1/models/none/card', 404],
    ['GET', '/v1/review?limit=0', 400],
    ['GET', '/v1/stats/agreement?label=military', 400],
  ] as const)('answers %s %s with %i', async (method, url, status) => {
    const answer = await app.inject({ method, url, ...(method === 'POST' && { payload: said }) });
    expect(answer.statusCode).toBe(status);
  });

  it('wants to know who decides and why', async () => {
    expect((await decide('promote', 'model-2', { by: 'anna' })).statusCode).toBe(400);
    expect((await decide('promote', 'model-2', { by: ' ', reason: 'x' })).statusCode).toBe(400);
  });

  it('promotes a model: its labels count once they are settled, and the decision stays on record', async () => {
    const answer = await decide('promote', 'model-2');
    expect(answer.json()).toMatchObject({
      items: [{ modelVersion: 'model-2', promoted: true, state: 'promoted' }, { modelVersion: 'model-1' }],
      settling: { share: 0, doneAt: null },
      acts: [{ modelVersion: 'model-2', act: 'promote', by: 'anna', reason: 'compared' }],
    });
    await settle();
    expect(await read('/v1/models')).toMatchObject({ settling: { share: 1, seen: 6, changed: 3 } });
    const { items } = await read<{ items: { index: number; label: string; modelVersion: string }[] }>(
      '/v1/sentences?article=a',
    );
    expect(items.map(({ label, modelVersion }) => [label, modelVersion])).toContainEqual(['military', 'model-2']);
    expect(new Set(items.map(({ modelVersion }) => modelVersion))).toEqual(new Set(['model-2']));
  });

  it('goes on where another store broke off, and does nothing twice', async () => {
    await decide('promote', 'model-1');
    const settler = new LabelSettler(new BatchWriter(store.database.background));
    expect([await settler.step(), await settler.step()]).toEqual(['waiting', 'moved']);
    expect([await settler.step(), await new LabelSettler(store.writer).step()]).toEqual(['idle', 'idle']);
    expect(await read('/v1/models')).toMatchObject({ settling: { seen: 6, changed: 3, share: 1 } });
  });

  it('waits for whoever writes and has not seen the decision', async () => {
    await store.postgres.query('begin');
    await store.postgres.query(`insert into idempotency_key (key, request_hash) values ('open', 'x')`);
    await decide('promote', 'model-2');
    const settler = new LabelSettler(new BatchWriter(store.database.background));
    expect([await settler.step(), await settler.step(), await settler.step()]).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ]);
    await store.postgres.query('rollback');
    expect(await settler.step()).toBe('moved');
  });

  it('measures the agreement of people and models, confirmations included', async () => {
    await correct('a', 'first', 0, 'military');
    await correct('a', 'first', 1, 'diplomatic');
    await correct('b', 'second', 2, 'military');
    const { items } = await read<{ items: { modelVersion: string; confusion: { count: number }[] }[] }>(
      '/v1/stats/agreement',
    );
    expect(items).toMatchObject([
      { modelVersion: 'model-1', n: 3, agreed: 2, review: { n: 2, share: 1 }, sure: { n: 1, share: 0 } },
      { modelVersion: 'model-2', n: 2, agreed: 1, share: 0.5 },
    ]);
    expect(items[0]).toMatchObject({
      bySource: [
        { source: 'Wire', n: 2, share: 1 },
        { source: 'Paper', n: 1, share: 0 },
      ],
    });
    expect(await read('/v1/stats/agreement?model=model-2&source=Wire')).toMatchObject({ items: [{ n: 2 }] });
  });

  it('queues what is worth a look, without what a person has looked at', async () => {
    const { items, pool } = await read<{ items: { sentence: { articleId: string; index: number } }[]; pool: number }>(
      '/v1/review',
    );
    expect([pool, items.map(({ sentence }) => [sentence.articleId, sentence.index])]).toEqual([
      2,
      [
        ['b', 0],
        ['b', 1],
      ],
    ]);
    expect(await read('/v1/review?source=Wire')).toMatchObject({ items: [], pool: 0 });
  });

  it('counts how sure the labels are', async () => {
    const { bins, sampled } = await read<{ bins: { from: number; counts: Record<Label, number> }[]; sampled: number }>(
      '/v1/stats/confidence',
    );
    const counted = bins.filter(({ counts }) => Object.values(counts).some((count) => count > 0));
    expect([sampled, bins.length, counted.map(({ from }) => from)]).toEqual([1, 20, [0.5, 0.6, 0.7]]);
  });

  it('answers as it is documented', async () => {
    const { components } = await read<{ components: object }>('/docs/json');
    const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
    for (const [name, url] of [
      ['Models', '/v1/models'],
      ['Comparison', '/v1/models/compare?a=model-1&b=model-2'],
      ['Unlabelled', '/v1/models/model-2/unlabelled?limit=2'],
      ['Agreement', '/v1/stats/agreement'],
      ['ConfidenceHistogram', '/v1/stats/confidence'],
      ['ReviewQueue', '/v1/review'],
    ] as const) {
      const validate = ajv.compile({ components, $ref: `#/components/schemas/${name}` });
      expect([name, validate(await read(url)), validate.errors]).toEqual([name, true, null]);
    }
  });
});
