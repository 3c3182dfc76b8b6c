import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { type ArticleFeed, PipelineUnavailable } from '../../ports.js';

const ARTICLE = JSON.stringify({ id: 'a/1', body: 'Troops left.' });
const NDJSON = 'application/x-ndjson';

/** A topic that can be away, and that can be made to keep its writers waiting. */
class TestFeed implements ArticleFeed {
  readonly taken: string[] = [];
  isAway = false;
  gate: Promise<void> = Promise.resolve();

  async submit(submissions: Parameters<ArticleFeed['submit']>[0]): Promise<void> {
    await this.gate;
    if (this.isAway) throw new PipelineUnavailable('Kafka is at 10.0.0.1');
    this.taken.push(...submissions.map(({ articleId }) => articleId));
  }
}

describe('feeding over HTTP', () => {
  let store: TestStore;
  let app: NestFastifyApplication;
  const feed = new TestFeed();

  beforeAll(async () => {
    store = await TestStore.start();
    app = await store.serve({ feed });
  });

  beforeEach(async () => {
    await store.postgres.query('truncate idempotency_key');
    Object.assign(feed, { isAway: false, gate: Promise.resolve() });
    feed.taken.length = 0;
  });

  afterAll(() => store.stop());

  const post = (payload: string | Buffer, contentType = 'application/json', key?: string) =>
    app.inject({
      method: 'POST',
      url: '/v1/articles',
      payload,
      headers: { 'content-type': contentType, ...(key !== undefined && { 'idempotency-key': key }) },
    });

  it('answers with the name of the article, and where to follow it', async () => {
    const answer = await post(ARTICLE);
    expect([answer.statusCode, answer.headers['location']]).toEqual([202, '/v1/articles/a%2F1']);
    const links = { article: '/v1/articles/a%2F1', ledger: '/v1/articles/a%2F1/ledger' };
    expect(answer.json()).toEqual({ articleId: 'a/1', links });
    expect(feed.taken).toEqual(['a/1']);
  });

  it.each([
    ['plain text', 'Troops left.', 'text/plain; charset=utf-8', /^text-/],
    ['HTML', '<p>Troops left.</p>', 'text/html', /^text-/],
    ['schema.org', '{"@type":"NewsArticle","identifier":"s","articleBody":"x."}', 'application/json', /^s$/],
    [
      'a CloudEvent',
      `{"specversion":"1.0","id":"1","source":"/x","type":"news.article.submitted.v1","data":${ARTICLE}}`,
      'application/cloudevents+json',
      /^a\/1$/,
    ],
  ])('takes %s', async (_, payload, contentType, articleId) => {
    const answer = await post(payload, contentType);
    expect([answer.statusCode, answer.json<{ articleId: string }>().articleId]).toEqual([
      202,
      expect.stringMatching(articleId),
    ]);
  });

  it('answers for each line of a batch, and takes those that are good', async () => {
    const answer = await post(`${ARTICLE}\n\n{"id":"b"}\n{"id":"c","body":"x."}\n`, NDJSON);
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({
      ...{ accepted: 2, rejected: 1 },
      items: [
        { line: 1, articleId: 'a/1', links: { article: '/v1/articles/a%2F1' } },
        { line: 3, code: 'SCHEMA_INVALID', message: expect.stringContaining('body') },
        { line: 4, articleId: 'c' },
      ],
    });
    expect(feed.taken).toEqual(['a/1', 'c']);
  });

  it.each([
    ['an article without a text', '{"id":"a"}', 'application/json', 400],
    ['what is no JSON', '{', 'application/json', 400],
    ['a key that reaches a prototype', '{"__proto__":{},"body":"x."}', 'application/json', 400],
    ['bytes that are no UTF-8', Buffer.from([0xff]), 'text/plain', 400],
    ['nothing', '', 'text/plain', 400],
    ['a batch without a good line', '{"id":"b"}\n{', NDJSON, 400],
    ['an empty batch', '\n', NDJSON, 400],
    ['another charset', 'x', 'text/plain; charset=latin1', 415],
    ['XML', '<a/>', 'application/xml', 415],
    ['more than 1 MiB', 'x'.repeat(1024 * 1024 + 1), 'text/plain', 413],
    ['too many lines', '{}\n'.repeat(5_001), NDJSON, 413],
  ])('does not take %s, and writes nothing', async (_, payload, contentType, status) => {
    const answer = await post(payload, contentType, 'key');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(feed.taken).toEqual([]);
    expect(await store.postgres.query('select from idempotency_key')).toEqual([]);
  });

  it('says that Kafka is away, tells nothing of the inside, and takes the same key again later', async () => {
    feed.isAway = true;
    const answer = await post(ARTICLE, 'application/json', 'key');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.body).not.toContain('10.0.0.1');
    feed.isAway = false;
    expect((await post(ARTICLE, 'application/json', 'key')).statusCode).toBe(202);
  });

  describe('with an idempotency key', () => {
    it('does it once, and answers the same', async () => {
      const [first, second] = [
        await post(ARTICLE, 'application/json', 'key'),
        await post(ARTICLE, 'application/json', 'key'),
      ];
      expect([second.statusCode, second.body]).toEqual([202, first.body]);
      expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true', location: first.headers['location'] });
      expect(feed.taken).toEqual(['a/1']);
    });

    it.each([
      ['body', '{"id":"b","body":"x."}', 'application/json'],
      ['type', ARTICLE, NDJSON],
    ])('refuses another %s under the same key', async (_, payload, contentType) => {
      await post(ARTICLE, 'application/json', 'key');
      expect((await post(payload, contentType, 'key')).json()).toMatchObject({
        ...{ status: 422, type: 'urn:sitrep:problem:key-reused' },
      });
    });

    it('does it once when it comes several times at the same moment', async () => {
      let open = (): void => undefined;
      feed.gate = new Promise((resolve) => (open = resolve));
      const all = Promise.all(
        Array.from({ length: 4 }, () =>
          post(ARTICLE, 'application/json', 'key').then((answer) => {
            // The first to be refused lets the one that is worked on go on.
            open();
            return answer;
          }),
        ),
      );
      const statuses = (await all).map(({ statusCode }) => statusCode);
      expect(statuses.filter((status) => status === 202).length).toBeGreaterThan(0);
      expect(statuses.every((status) => status === 202 || status === 409)).toBe(true);
      expect(statuses).toContain(409);
      expect(feed.taken).toEqual(['a/1']);
    });

    it('takes over what was abandoned, and forgets after a day', async () => {
      await post(ARTICLE, 'application/json', 'key');
      await store.postgres.query(`update idempotency_key set answer = null`);
      expect((await post(ARTICLE, 'application/json', 'key')).statusCode).toBe(409);
      await store.postgres.query(`update idempotency_key set began_at = now() - interval '3 minutes'`);
      expect((await post(ARTICLE, 'application/json', 'key')).statusCode).toBe(202);
      await store.postgres.query(`update idempotency_key set began_at = now() - interval '25 hours'`);
      expect((await post('{"id":"b","body":"x."}', 'application/json', 'key')).statusCode).toBe(202);
      expect(feed.taken).toEqual(['a/1', 'a/1', 'b']);
    });

    it.each([['a b'], ['x'.repeat(256)], ['']])('refuses the key "%s"', async (key) => {
      expect((await post(ARTICLE, 'application/json', key)).json()).toMatchObject({
        ...{ status: 400, errors: [{ parameter: 'Idempotency-Key' }] },
      });
    });
  });

  it('answers as it is documented', async () => {
    const { components } = (await app.inject('/docs/json')).json<{ components: object }>();
    const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
    const validate = ajv.compile({ components, $ref: '#/components/schemas/Accepted' });
    for (const answer of [await post(ARTICLE), await post(`${ARTICLE}\n{`, NDJSON)]) {
      expect([validate(answer.json()), validate.errors]).toEqual([true, null]);
    }
  });
});
