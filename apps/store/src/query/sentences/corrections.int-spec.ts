import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { deliveryOf, labelledEvent, splitEvent } from '@sitrep/testing';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';

const events = [0, 1, 2].map((index) => labelledEvent('a', 'first', index));
const orphan = labelledEvent('late', 'fifth', 0);
const pathOf = (index: number): string => `/v1/sentences/${events[index]?.sentenceId}`;

interface Detail {
  readonly label: string | null;
  readonly corrections: readonly { readonly number: number; readonly by: string; readonly label: string | null }[];
}

describe('correcting over HTTP', () => {
  let store: TestStore;
  let sentences: PostgresSentenceRepository;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    store = await TestStore.start();
    app = await store.serve();
  });

  beforeEach(async () => {
    await store.postgres.query('truncate article, article_head, sentence, label, model, outcome, ledger, correction');
    const { writer } = store;
    sentences = new PostgresSentenceRepository(writer);
    await new PostgresOutcomeRepository(writer).save([deliveryOf(splitEvent('a', 'first', { offset: 1 }))]);
    await sentences.save([...events, orphan].map((event) => deliveryOf(event)));
  });

  afterAll(() => store.stop());

  const correct = (index: number, label: string, by = 'anna') =>
    app.inject({ method: 'PUT', url: `${pathOf(index)}/label`, payload: { label, by, reason: 'read again' } });
  const undo = (index: number, by = 'ben') =>
    app.inject({ method: 'DELETE', url: `${pathOf(index)}/label?by=${by}&reason=was%20right` });
  const read = async <Answer>(url: string) => (await app.inject(url)).json<Answer>();
  const corpus = async (): Promise<readonly object[]> => {
    const { body } = await app.inject('/v1/corrections.ndjson');
    return body.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as object]));
  };

  it('answers with the sentence as it reads then, with its history and what the models say', async () => {
    const answer = await correct(1, 'humanitarian');
    expect([answer.statusCode, await read(pathOf(1))]).toEqual([200, answer.json()]);
    expect(answer.json()).toMatchObject({
      ...{ label: 'humanitarian', corrected: true, confidence: null, modelVersion: null, needsReview: false },
      ...{ state: 'current', evidence: [], article: { title: 'About first' } },
      selectors: { quote: { exact: events[1]?.text, prefix: `${events[0]?.text} ` }, position: { start: 21 } },
      labels: [{ modelVersion: 'model-1', label: 'military', shadow: false, promoted: false }],
      corrections: [{ number: 1, label: 'humanitarian', by: 'anna', reason: 'read again' }],
    });
  });

  it('keeps a person’s label through a replay, and gives the model’s back when it is taken back', async () => {
    await correct(1, 'humanitarian');
    await sentences.save(events.map((event) => deliveryOf(event, -5)));
    expect(await read(pathOf(1))).toMatchObject({ label: 'humanitarian', corrected: true });
    const answer = await undo(1);
    expect(answer.json()).toMatchObject({
      ...{ label: 'military', corrected: false, confidence: 0.75 },
      corrections: [{ number: 2, label: null, by: 'ben' }, { number: 1 }],
    });
    expect((await undo(1, 'carl')).statusCode).toBe(404);
  });

  it('keeps every word of persons who speak at once, and the last counts', async () => {
    const labels = ['military', 'diplomatic', 'humanitarian'];
    const answers = await Promise.all(labels.map((label) => correct(0, label, label)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const { label, corrections } = await read<Detail>(pathOf(0));
    expect(corrections.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(corrections[0]?.label).toBe(label);
  });

  it('filters sentences by whether a person has spoken', async () => {
    await correct(2, 'humanitarian');
    const textsOf = async (query: string) =>
      (await read<{ items: { text: string }[] }>(`/v1/sentences?${query}`)).items.map(({ text }) => text);
    expect(await textsOf('corrected=true')).toEqual([events[2]?.text]);
    expect(await textsOf('corrected=true&label=military')).toEqual([]);
    expect(await textsOf('corrected=false')).toEqual([events[1]?.text, events[0]?.text]);
    const { headers } = await app.inject('/v1/sentences?corrected=false&limit=1');
    expect(headers['link']).toContain('corrected=false&limit=1&cursor=');
  });

  it('exports what counts, in the form of a corpus', async () => {
    expect(await corpus()).toEqual([]);
    await correct(2, 'humanitarian');
    await correct(0, 'diplomatic');
    await correct(1, 'diplomatic');
    await undo(1);
    expect(await corpus()).toEqual(
      [[0, 'diplomatic'] as const, [2, 'humanitarian'] as const].map(([index, label]) => {
        const { sentenceId: id, text } = events[index]!;
        return { id, text, label, alt: null, none: false };
      }),
    );
  });

  it('exports more than fits into one page of the database', async () => {
    const many = Array.from({ length: 2_300 }, (_, index) => labelledEvent('many', 'many', index, { count: 2_300 }));
    await sentences.save(many.map((event) => deliveryOf(event)));
    await store.postgres.query(`update sentence set corrected = true where article_id = 'many'`);
    expect((await corpus()).map((row) => 'id' in row && row.id)).toEqual(many.map(({ sentenceId }) => sentenceId));
  });

  it('takes a sentence whose article has not come yet', async () => {
    const url = `/v1/sentences/${orphan.sentenceId}`;
    expect(await read(url)).toMatchObject({ state: null, selectors: null, article: { title: null } });
    const payload = { label: 'diplomatic', by: 'anna', reason: 'x' };
    expect((await app.inject({ method: 'PUT', url: `${url}/label`, payload })).json()).toMatchObject({
      label: 'diplomatic',
    });
  });

  it('says that the database is busy when somebody else holds the sentence', async () => {
    await store.postgres.query('begin');
    await store.postgres.query('select from sentence for update');
    const answer = await correct(0, 'diplomatic');
    await store.postgres.query('rollback');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect((await read<Detail>(pathOf(0))).corrections).toEqual([]);
  });

  it('never changes what was said', async () => {
    await correct(0, 'diplomatic');
    for (const sql of ['delete from correction', `update correction set reason = 'another'`]) {
      await expect(store.postgres.query(sql)).rejects.toThrow('are never changed');
    }
  });

  it('answers as it is documented', async () => {
    await correct(0, 'diplomatic');
    const { components } = await read<{ components: object }>('/docs/json');
    const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
    for (const [name, value] of [
      ['SentenceDetail', await read(pathOf(0))],
      ['SentenceDetail', await read(`/v1/sentences/${orphan.sentenceId}`)],
      ['TrainingLine', (await corpus())[0]],
    ] as const) {
      const validate = ajv.compile({ components, $ref: `#/components/schemas/${name}` });
      expect([name, validate(value), validate.errors]).toEqual([name, true, null]);
    }
  });
});
