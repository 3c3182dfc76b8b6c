import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ArticleSubmitted, deadLetterTopicOf, LABELS } from '@sitrep/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { writeOtherModel } from '../../apps/cli/test/other-model.js';
import { eventually } from '../../libs/testing/src/eventually.js';
import { type InputRecord, Pipeline } from './pipeline.js';
import { sampleArticle, SHIPPED_ARTICLE } from './sample.js';
import { countBrokenSentences } from './tables.js';

interface ArticleAnswer {
  readonly text: string;
  readonly sentences: readonly {
    readonly index: number;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly label: string;
    readonly confidence: number;
    readonly evidence: readonly { readonly text: string; readonly start: number; readonly end: number }[];
  }[];
}

interface Letter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly attempts: number;
}

describe('the pipeline, from an article to its labelled sentences', () => {
  let pipeline: Pipeline;
  let fed = 0;

  const feed = async (records: readonly InputRecord[]): Promise<void> => {
    await pipeline.feed(records);
    fed += records.length;
    await pipeline.settled(fed);
  };
  const article = (id: string): Promise<ArticleAnswer> => pipeline.get(`/v1/articles/${encodeURIComponent(id)}`);
  const sentencesOf = async (id: string): Promise<readonly string[]> =>
    (await article(id)).sentences.map(({ text }) => text);

  beforeAll(async () => {
    pipeline = await Pipeline.start();
    await pipeline.runAll();
  });
  afterAll(() => pipeline?.stop());

  it('labels every sentence of a real article, in place, with its evidence, and the ledger balances', async () => {
    await feed([{ key: 'real', value: JSON.stringify({ id: 'real', body: sampleArticle() }) }]);
    const { text, sentences } = await article('real');
    expect(sentences.length).toBeGreaterThan(15);
    expect(sentences.map(({ index }) => index)).toEqual(sentences.map((_, at) => at));
    for (const sentence of sentences) {
      expect(text.slice(sentence.start, sentence.end)).toBe(sentence.text);
      expect(LABELS).toContain(sentence.label);
      for (const word of sentence.evidence) expect(sentence.text.slice(word.start, word.end)).toBe(word.text);
    }
    expect(await pipeline.get('/v1/articles/real/ledger')).toMatchObject({
      split: sentences.length,
      labelled: sentences.length,
      stored: sentences.length,
      deadLettered: 0,
      inFlight: 0,
      balanced: true,
    });
  });

  it('takes plain text, ninjs and schema.org as well', async () => {
    await feed([
      { key: null, value: 'Rebels shelled the town of Arda. Talks will resume on Monday.' },
      {
        key: 'n',
        value: JSON.stringify({
          uri: 'urn:newsml:n',
          headlines: [{ value: 'Truce' }],
          bodies: [{ value: '<p>The truce held.</p><p>Aid arrived.</p>', contentType: 'text/html' }],
        }),
      },
      {
        key: 's',
        value: JSON.stringify({ '@type': 'NewsArticle', identifier: 's', articleBody: 'Envoys met. Shells fell.' }),
      },
    ]);
    expect(await sentencesOf('urn:newsml:n')).toEqual(['The truce held.', 'Aid arrived.']);
    expect(await sentencesOf('s')).toEqual(['Envoys met.', 'Shells fell.']);
  });

  it('stores the good neighbours of a poison record, and keeps the poison with its bytes and its reason', async () => {
    const poison = Buffer.from([0x7b, 0x22, 0x62, 0xff, 0xfe]);
    await feed([
      { key: 'before', value: JSON.stringify({ id: 'before', body: 'Troops left.' }) },
      { key: 'before', value: poison, headers: { 'x-batch': '7' } },
      { key: 'before', value: JSON.stringify({ id: 'after', body: 'Talks began.' }) },
    ]);
    expect(await sentencesOf('before')).toEqual(['Troops left.']);
    expect(await sentencesOf('after')).toEqual(['Talks began.']);
    const letters = await eventually(
      () =>
        pipeline.rows<{ topic: string; value: Buffer; code: string; message: string }>(
          'select topic, value, code, message from dead_letter',
        ),
      (rows) => rows.length === 1,
    );
    expect(letters[0]).toMatchObject({
      topic: ArticleSubmitted.topic,
      code: 'ENCODING_INVALID',
      message: expect.stringContaining('UTF-8'),
    });
    expect(letters[0]?.value.equals(poison)).toBe(true);
  });

  it('puts the dead letter on the dead-letter topic as it came, key and headers included', async () => {
    const consumer = pipeline.kafka.consumer({ groupId: 'reader-of-dead-letters' });
    await consumer.connect();
    await consumer.subscribe({ topic: deadLetterTopicOf(ArticleSubmitted.topic), fromBeginning: true });
    const record = await new Promise<{ key: string; headers: Record<string, string> }>((resolve, reject) => {
      consumer
        .run({
          eachMessage: async ({ message }) =>
            resolve({
              key: String(message.key),
              headers: Object.fromEntries(
                Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]),
              ),
            }),
        })
        .catch(reject);
    });
    await consumer.disconnect();
    expect(record).toMatchObject({
      key: 'before',
      headers: {
        'x-batch': '7',
        dlq_original_topic: ArticleSubmitted.topic,
        dlq_reason_code: 'ENCODING_INVALID',
        dlq_stage: 'split-articles',
      },
    });
  });

  it('supersedes the sentences of an older text, and keeps them', async () => {
    await feed([{ key: 'r', value: JSON.stringify({ id: 'r', body: 'Three people died. Talks began.' }) }]);
    await feed([{ key: 'r', value: JSON.stringify({ id: 'r', body: 'Five people died. Talks began.' }) }]);
    expect(await sentencesOf('r')).toEqual(['Five people died.', 'Talks began.']);
    expect(await pipeline.rows(`select 1 from sentence where article_id = 'r'`)).toHaveLength(4);
  });

  it('retracts an article when a null value comes with its id as key', async () => {
    await feed([{ key: 'gone', value: JSON.stringify({ id: 'gone', body: 'Troops left.' }) }]);
    await feed([{ key: 'gone', value: null }]);
    const listed = await pipeline.get<{ items: { text: string; articleId: string }[] }>('/v1/sentences?limit=200');
    expect(listed.items.filter(({ articleId }) => articleId === 'gone')).toEqual([]);
  });

  it('stores nothing twice when the same article comes again', async () => {
    const value = JSON.stringify({ id: 'again', body: 'Troops left. Talks began.' });
    await feed([
      { key: 'again', value },
      { key: 'again', value },
    ]);
    expect(await pipeline.rows(`select 1 from sentence where article_id = 'again'`)).toHaveLength(2);
  });

  it('carries the trace of the article to the labelled sentence', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const consumer = pipeline.kafka.consumer({ groupId: 'reader-of-traces' });
    await consumer.connect();
    await consumer.subscribe({ topic: 'news.sentence.labelled.v1', fromBeginning: true });
    const traced = new Promise<string>((resolve, reject) => {
      consumer
        .run({
          eachMessage: async ({ message }) => {
            if (String(message.key) === 'traced') resolve(String(message.headers?.['traceparent']));
          },
        })
        .catch(reject);
    });
    await feed([
      { key: 'traced', value: JSON.stringify({ id: 'traced', body: 'Troops left.' }), headers: { traceparent } },
    ]);
    expect((await traced).slice(0, 35)).toBe(traceparent.slice(0, 35));
    await consumer.disconnect();
  });

  it('is fed by the command, which then says that all is well', async () => {
    const { accepted } = JSON.parse(await pipeline.sitrep('feed', SHIPPED_ARTICLE, '--json')) as {
      accepted: readonly { readonly articleId: string }[];
    };
    fed += accepted.length;
    await pipeline.settled(fed);
    expect((await article(accepted[0]?.articleId ?? '')).sentences.length).toBeGreaterThan(15);
    const status = async () => JSON.parse(await pipeline.sitrep('status', '--json')) as { readonly healthy: boolean };
    expect(await eventually(status, ({ healthy }) => healthy)).toMatchObject({ problems: [], unreachable: [] });
  });

  it('sends a dead letter again by the command: what fails again stays the same letter, what is taken is stored', async () => {
    const list = async () =>
      (JSON.parse(await pipeline.sitrep('dlq', 'list', '--status', 'open', '--json')) as { items: Letter[] }).items;
    const [letter] = await list();
    const name = `${letter?.topic}/${letter?.partition}/${letter?.offset}`;
    expect(await pipeline.sitrep('dlq', 'show', name)).toContain('|{"b..|');
    await pipeline.sitrep('dlq', 'replay', name, '--reason', 'once more');
    expect(await eventually(list, (items) => items[0]?.attempts === 1)).toHaveLength(1);
    await pipeline.sitrep('dlq', 'replay', name, '--reason', 'a real article', '--edit', SHIPPED_ARTICLE);
    fed += 2;
    await pipeline.settled(fed);
    expect(await list()).toEqual([]);
    const { replays, acts } = await pipeline.get<{ replays: object[]; acts: object[] }>(`/v1/dead-letters/${name}`);
    expect(replays).toMatchObject([
      { attempt: 1, failed: { partition: letter?.partition } },
      { edited: true, failed: null },
    ]);
    expect(acts).toMatchObject([
      { reason: 'a real article', edited: true },
      { reason: 'once more', attempt: 1 },
    ]);
  });

  it('is opened by keys that the command makes and revokes', async () => {
    const key = (await pipeline.sitrep('key', 'create', '--name', 'anna', '--scope', 'correct')).trim();
    const [{ sentenceId } = { sentenceId: '' }] = (
      await pipeline.get<{ items: { sentenceId: string }[] }>('/v1/sentences?limit=1')
    ).items;
    const correct = (headers: Readonly<Record<string, string>>): Promise<Response> =>
      fetch(`${pipeline.service('store').url}/v1/sentences/${sentenceId}/label`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ label: 'humanitarian', reason: 'Aid is meant.' }),
      });
    expect((await correct({})).status).toBe(401);
    const answer = await correct({ authorization: `Bearer ${key}` });
    expect(await answer.json()).toMatchObject({ label: 'humanitarian', corrections: [{ by: 'anna' }] });
    const { keys } = JSON.parse(await pipeline.sitrep('key', 'list', '--json')) as { keys: { id: string }[] };
    expect(keys).toMatchObject([{ name: 'anna', scopes: ['correct'], state: 'active' }]);
    expect(await pipeline.sitrep('key', 'revoke', keys[0]?.id ?? '')).toMatch(/opens nothing any more/);
    expect((await correct({ authorization: `Bearer ${key}` })).status).toBe(401);
  });

  it('labels what is stored with another model beside the first, and lets it count when a person says so', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'sitrep-model-'));
    writeOtherModel(directory);
    await feed([{ key: 'again', value: JSON.stringify({ id: 'again', body: 'Troops left. Talks began.' }) }]);
    const stored = (await pipeline.rows<{ n: number }>('select count(*)::integer as n from sentence'))[0]?.n;
    const first = JSON.parse(await pipeline.sitrep('relabel', '--model', directory, '--rate', '100000', '--json')) as {
      readonly modelVersion: string;
      readonly labelled: number;
    };
    expect(first.labelled).toBe(stored);
    const labels = () => pipeline.rows('select from label where model_version = $1', [first.modelVersion]);
    await eventually(labels, ({ length }) => length === stored);
    // Broken off and called again, it does what is left: nothing.
    expect(JSON.parse(await pipeline.sitrep('relabel', '--model', directory, '--json'))).toMatchObject({ labelled: 0 });
    const decide = ['--reason', 'it leans another way', '--by', 'anna', '--wait', '--json'];
    const models = JSON.parse(await pipeline.sitrep('models', 'promote', first.modelVersion, ...decide)) as {
      readonly settling: object;
    };
    expect(models.settling).toMatchObject({ share: 1 });
    const counting = await pipeline.rows<{ version: string }>(
      'select distinct model_version as version from sentence where not corrected',
    );
    expect(counting).toEqual([{ version: first.modelVersion }]);
    expect(await pipeline.get('/v1/ledger')).toMatchObject({ balanced: true });
    rmSync(directory, { recursive: true });
  });

  it('ends each service with success when it is asked to, and leaves no gap or tear behind', async () => {
    expect(await countBrokenSentences(pipeline)).toBe(0);
    for (const name of ['ingester', 'classifier', 'store']) expect(await pipeline.service(name).terminate()).toBe(0);
  });
});
