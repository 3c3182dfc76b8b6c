import 'reflect-metadata';

import { readFileSync } from 'node:fs';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DEAD_LETTER_HEADERS, deadLetterTopicOf, SentenceExtracted, SentenceLabelled } from '@sitrep/contracts';
import { deliveryOf, labelledEvent, rejectedEvent, retractedEvent, splitEvent, traceparentOf } from '@sitrep/testing';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { TestStore } from '../../test/test-store.js';
import { PostgresDeadLetterRepository } from '../persistence/dead-letter.repository.js';
import { PostgresOutcomeRepository } from '../persistence/outcome.repository.js';
import { ArticleReader } from '../persistence/article-reader.js';
import type { Question } from '../persistence/reader.js';
import { SentenceReader } from '../persistence/sentence-reader.js';
import { PostgresSentenceRepository } from '../persistence/sentence.repository.js';
import { SaveDeadLettersStage } from '../save-dead-letters.stage.js';

const LABELS = ['military', 'diplomatic', 'humanitarian'] as const;
const WILD_ID = 'https://example.org/a b/ü?x=1&y=%2F';

interface Page {
  readonly items: readonly { readonly articleId: string; readonly index?: number; readonly label?: string }[];
  readonly next?: string;
}

interface Counted extends Page {
  readonly count: { readonly value: number; readonly kind: string };
}

describe('the API', () => {
  let store: TestStore;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    store = await TestStore.start();
    await fill(store);
    app = await store.serve();
  });

  afterAll(() => store.stop());

  const get = (url: string, headers: Readonly<Record<string, string>> = {}) => app.inject({ url, headers });
  const read = async <Answer>(url: string): Promise<Answer> => {
    const answer = await get(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.json<Answer>();
  };

  describe('articles', () => {
    it('are listed the latest first, without those that are retracted', async () => {
      const { items, next } = await read<Page>('/v1/articles');
      expect(items.map(({ articleId }) => articleId)).toEqual([WILD_ID, 'b', 'a']);
      expect(next).toBeUndefined();
    });

    it('are paged by a cursor and a Link header until there are no more', async () => {
      const seen: string[] = [];
      let url: string | undefined = '/v1/articles?limit=1';
      while (url !== undefined) {
        const answer: Awaited<ReturnType<typeof get>> = await get(url);
        seen.push(...answer.json<Page>().items.map(({ articleId }) => articleId));
        url = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1];
      }
      expect(seen).toEqual([WILD_ID, 'b', 'a']);
    });

    it.each([
      ['label=humanitarian', ['a']],
      ['q=fourth', ['b']],
      ['q=sentence+-fourth&corrected=false', ['a']],
      ['from=2026-01-01T12:00:00.004Z&clock=received', ['b']],
      ['source=Nobody', []],
      ['title=fourth', ['b']],
      ['title=second+or+fourth', ['b', 'a']],
      ['title=first', []],
      ['title=second&label=humanitarian', ['a']],
      ['title=second&q=fourth', []],
    ])('are filtered by what their sentences are, and by words of their current title: %s', async (query, expected) => {
      const { items } = await read<Page>(`/v1/articles?${query}`);
      expect(items.map(({ articleId }) => articleId)).toEqual(expected);
    });

    it('are walked as well as collected, and both find the same', async () => {
      const many = vi.spyOn(SentenceReader.prototype, 'estimate').mockResolvedValue(1e6);
      const { items } = await read<Page>('/v1/articles?label=diplomatic');
      many.mockRestore();
      expect(items.map(({ articleId }) => articleId)).toEqual(['b', 'a']);
    });

    it('are walked as well as collected by their title, and both find the same', async () => {
      const query: Question = async <Row>(sql: string, parameters: readonly unknown[] = []) =>
        sql.startsWith('explain')
          ? ([{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': 1e6 } }] }] as Row[])
          : store.reader.query<Row>(sql, parameters);
      const [all, titled] = await Promise.all([
        new ArticleReader({ query }).page({ limit: 9, filter: { label: 'diplomatic' }, title: 'second or fourth' }),
        new ArticleReader({ query }).page({ limit: 9, filter: {}, title: 'fourth' }),
      ]);
      expect(all.map(({ article }) => article.articleId)).toEqual(['b', 'a']);
      expect(titled.map(({ article }) => article.articleId)).toEqual(['b']);
    });

    it('are counted, or guessed, where it is asked for, and it is said which', async () => {
      expect(await read('/v1/articles?limit=1')).not.toHaveProperty('count');
      expect(await read('/v1/articles?limit=1&count=none')).not.toHaveProperty('count');
      const countOf = async (query: string) => (await read<Counted>(`/v1/articles?limit=1&${query}`)).count;
      expect(await countOf('count=exact')).toEqual({ value: 3, kind: 'exact' });
      expect(await countOf('count=exact&title=second+or+fourth&label=humanitarian')).toEqual({
        value: 1,
        kind: 'exact',
      });
      expect(await countOf('count=estimate&title=fourth')).toEqual({ value: expect.any(Number), kind: 'estimate' });
    });

    it.each([
      ['title', 'title=the+of'],
      ['q', 'q=the+of'],
      ['count', 'count=yes'],
      ['state', 'state=superseded'],
    ])('say that %s is wrong in %s', async (parameter, query) => {
      const answer = await get(`/v1/articles?${query}`);
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ parameter }] });
    });

    it('are counted at the moment of their page, whatever is written meanwhile', async () => {
      const spy = vi.spyOn(ArticleReader.prototype, 'page').mockImplementationOnce(async function (
        this: ArticleReader,
        ...request
      ) {
        await store.postgres.query(`update article_head set revision = null where article_id = 'b'`);
        return this.page(...request);
      });
      const { items, count } = await read<Counted>('/v1/articles?count=exact');
      spy.mockRestore();
      expect(items).toHaveLength(count.value);
      expect((await read<Counted>('/v1/articles?count=exact')).count.value).toBe(count.value - 1);
      await store.postgres.query(
        `update article_head h set revision = a.revision from article a where a.article_id = 'b' and h.article_id = 'b'`,
      );
    });

    it('are shown whole: text, sentences in order with their labels, revisions', async () => {
      const article = await read<Record<string, unknown> & { text: string; sentences: Record<string, unknown>[] }>(
        '/v1/articles/a',
      );
      expect(article).toMatchObject({
        ...{ articleId: 'a', title: 'About second', state: 'current', sentenceCount: 3, cleaning: {} },
        origin: { partition: 0, offset: 3, traceparent: traceparentOf(3) },
        revisions: [{ state: 'current' }, { state: 'superseded' }],
      });
      expect(article.sentences.map(({ index }) => index)).toEqual([0, 1, 2]);
      for (const { start, end, text } of article.sentences as unknown as {
        start: number;
        end: number;
        text: string;
      }[]) {
        expect(article.text.slice(start, end)).toBe(text);
      }
      expect(article.sentences[1]).toMatchObject({
        ...{ label: 'diplomatic', confidence: 0.75, none: 0.05, needsReview: false, corrected: false, overlong: false },
        scores: { military: 0.75, diplomatic: 0.15, humanitarian: 0.1 },
        evidence: [{ text: 'second', start: 0, end: 6, weight: 1.5 }],
        modelVersion: 'model-1',
        labelledAt: '2026-01-01T12:00:00.000Z',
      });
    });

    it('show an older text when asked for it', async () => {
      const [, old] = (await read<{ revisions: { revision: string }[] }>('/v1/articles/a')).revisions;
      const article = await read<{ text: string; state: string }>(`/v1/articles/a?revision=${old?.revision}`);
      expect(article).toMatchObject({ state: 'superseded', text: expect.stringContaining('first') });
    });

    it('may have any id, percent-encoded', async () => {
      const url = `/v1/articles/${encodeURIComponent(WILD_ID)}`;
      expect(await read(url)).toMatchObject({ articleId: WILD_ID });
      expect(await read(`${url}/ledger`)).toMatchObject({ articleId: WILD_ID, balanced: false, inFlight: 3 });
    });

    it('are gone when they are retracted, and their texts can still be had', async () => {
      const answer = await get('/v1/articles/gone');
      expect(answer.statusCode).toBe(410);
      const { revision } = splitEvent('gone', 'third', { offset: 4 });
      expect(await read(`/v1/articles/gone?revision=${revision}`)).toMatchObject({ state: 'retracted' });
    });
  });

  describe('sentences', () => {
    it('are listed the newest first, of current texts only', async () => {
      const { items } = await read<Page>('/v1/sentences');
      expect(items.map(({ articleId, index }) => `${articleId}${index}`)).toEqual(['b1', 'b0', 'a2', 'a1', 'a0']);
      expect(items[0]).toMatchObject({ article: { title: 'About fourth' } });
    });

    it('are filtered by label and paged', async () => {
      const first = await get('/v1/sentences?label=military&limit=1');
      const { items, next } = first.json<Page>();
      expect(items).toMatchObject([{ articleId: 'b', index: 0, label: 'military' }]);
      expect(first.headers['link']).toBe(`</v1/sentences?label=military&limit=1&cursor=${next}>; rel="next"`);
      const second = await read<Page>(`/v1/sentences?cursor=${next}&label=military`);
      expect(second).toMatchObject({ items: [{ articleId: 'a', index: 0 }] });
      expect(second.next).toBeUndefined();
    });

    it('do not take the cursor of another filter', async () => {
      const { next } = await read<Page>('/v1/sentences?limit=1');
      const answer = await get(`/v1/sentences?label=military&cursor=${next}`);
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ parameter: 'cursor' }] });
    });
  });

  describe('searching sentences', () => {
    it('says where the words stand, what the list is sorted by, and how many there are', async () => {
      const page = await read<Page & Record<string, unknown>>('/v1/sentences?q=fourth&count=exact&sort=received');
      expect(page).toMatchObject({ sort: 'received', order: 'desc', count: { value: 2, kind: 'exact' } });
      expect(page).not.toHaveProperty('clock');
      expect(page.items[0]).toMatchObject({ text: 'Sentence 1 of fourth.', matches: [{ start: 14, end: 20 }] });
    });

    it('counts at the moment of the page, whatever is written meanwhile', async () => {
      const setCurrent = (isCurrent: boolean) =>
        store.postgres.query(`update sentence set current = $1 where article_id = 'b'`, [isCurrent]);
      const spy = vi.spyOn(SentenceReader.prototype, 'page').mockImplementationOnce(async function (
        this: SentenceReader,
        ...request
      ) {
        await setCurrent(false);
        return this.page(...request);
      });
      const { items, count } = await read<Counted>('/v1/sentences?count=exact');
      spy.mockRestore();
      expect(items).toHaveLength(count.value);
      expect((await read<Counted>('/v1/sentences?count=exact')).count.value).toBeLessThan(count.value);
      await setCurrent(true);
    });

    it('names the clock of from and to, and sorts by it', async () => {
      const page = await read('/v1/sentences?from=2026-01-01T12:00:00.004Z&clock=received&count=estimate');
      expect(page).toMatchObject({
        ...{ clock: 'received', sort: 'received', count: { kind: 'estimate' } },
        items: [{ articleId: 'b' }, { articleId: 'b' }],
      });
      expect(await read('/v1/sentences?from=2026-01-01')).toEqual({
        ...{ items: [], clock: 'published', sort: 'published', order: 'desc' },
      });
    });

    it('goes on in the same order from page to page', async () => {
      const seen: string[] = [];
      for (
        let url: string | undefined = '/v1/sentences?sort=labelled&order=asc&limit=2&q=sentence';
        url !== undefined;
      ) {
        const answer: Awaited<ReturnType<typeof get>> = await get(url);
        seen.push(...answer.json<Page>().items.map(({ articleId, index }) => `${articleId}${index}`));
        url = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1];
      }
      expect(seen).toEqual(['a0', 'a1', 'a2', 'b0', 'b1']);
    });

    it('finds what is superseded when asked for it', async () => {
      const { items } = await read<Page>('/v1/sentences?state=superseded');
      expect(items).toMatchObject([{ articleId: 'a', index: 0 }]);
    });

    it.each([
      ['q', 'q=the+of'],
      ['q', `q=${'a'.repeat(513)}`],
      ['to', 'from=2026-01-02&to=2026-01-01'],
      ['sort', 'sort=text'],
      ['colour', 'colour=red'],
      ['limit', 'limit=501'],
    ])('says that %s is wrong in %s', async (parameter, query) => {
      const answer = await get(`/v1/sentences?${query}`);
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ parameter }] });
    });

    it('says what to narrow when the database would take too long', async () => {
      const slow = vi.spyOn(SentenceReader.prototype, 'page').mockImplementation(async () => {
        await store.reader.atOneMoment(({ query }) => query('select pg_sleep(60)'), 1);
        return [];
      });
      const answer = await get('/v1/sentences?count=exact');
      slow.mockRestore();
      expect(answer.json()).toMatchObject({
        ...{ status: 422, type: 'urn:sitrep:problem:too-broad' },
        detail: expect.stringContaining('count=estimate'),
      });
    });
  });

  describe('the ledger', () => {
    it('accounts for every sentence of an article, revision by revision', async () => {
      expect(await read('/v1/articles/a/ledger')).toMatchObject({
        ...{ split: 6, labelled: 4, stored: 4, deadLettered: 0, inFlight: 2, balanced: false },
        revisions: expect.arrayContaining([
          expect.objectContaining({ split: 3, stored: 3, balanced: true }),
          expect.objectContaining({ split: 3, stored: 1, balanced: false }),
        ]),
      });
    });

    it('counts a dead letter once, and as labelled where the store rejected it', async () => {
      const ledger = { split: 3, labelled: 3, stored: 2, deadLettered: 1, inFlight: 0, balanced: true };
      expect(await read('/v1/articles/b/ledger')).toMatchObject(ledger);
    });

    it('accounts for everything', async () => {
      expect(await read('/v1/ledger')).toEqual({
        ...{ split: 15, labelled: 8, stored: 7, deadLettered: 1, inFlight: 7, balanced: false },
        openRevisions: 4,
        orphans: [{ articleId: 'late', revision: labelledEvent('late', 'fifth', 0).revision, stored: 1 }],
        records: { received: 7, split: 5, retracted: 1, rejected: 1 },
      });
    });
  });

  it('says that the database is slow, and not that it failed itself, and tells nothing of the inside', async () => {
    await store.postgres.query('begin');
    await store.postgres.query('lock table ledger in access exclusive mode');
    const answer = await get('/v1/ledger');
    await store.postgres.query('rollback');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.body).not.toMatch(/SQL|select|lock|57014|55P03/);
  });

  describe('documentation', () => {
    it('is the committed document', async () => {
      expect(await read('/docs/json')).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
    });

    it.each([
      ['/v1/articles', 'ArticlePage'],
      ['/v1/articles/a', 'Article'],
      ['/v1/articles/a/ledger', 'ArticleLedger'],
      ['/v1/sentences?limit=2', 'SentencePage'],
      ['/v1/ledger', 'Ledger'],
    ])('describes what %s answers', async (url, name) => {
      const { components } = await read<{ components: object }>('/docs/json');
      const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
      const validate = ajv.compile({ components, $ref: `#/components/schemas/${name}` });
      expect([validate(await read(url)), validate.errors]).toEqual([true, null]);
    });

    it('is a page that needs nothing inline and nothing from elsewhere', async () => {
      const page = await get('/docs');
      expect(page.body).not.toMatch(/<style|<script>|style=|https?:/);
      for (const [, url] of page.body.matchAll(/(?:href|src)="([^"]+)"/g)) {
        expect((await get(String(url))).statusCode).toBe(200);
      }
      expect((await get('/')).headers['location']).toBe('/docs');
    });
  });

  it('says whether it is alive and ready, and its figures', async () => {
    expect(await read('/health/live')).toMatchObject({ status: 'pass' });
    expect(await read('/health/ready')).toMatchObject({ status: 'pass' });
    expect((await get('/metrics')).body).toContain('process_cpu_user_seconds_total');
  });
});

/**
 * a: two texts, the second current and stored, one sentence of the first. b: two sentences stored, the third in the
 * dead letters, twice, as is one that was stored after all. gone: retracted.
 * The article with the wild id: nothing stored yet. late: a sentence without a manifest.
 */
async function fill({ writer }: TestStore): Promise<void> {
  const manifests = [
    splitEvent('a', 'first', { offset: 1, at: 1 }),
    splitEvent('a', 'second', { offset: 3, at: 3 }),
    splitEvent('b', 'fourth', { offset: 4, at: 4 }),
    splitEvent('gone', 'third', { offset: 5, at: 5 }),
    retractedEvent('gone', { offset: 6, at: 6 }),
    splitEvent(
      WILD_ID,
      'wild',
      { offset: 7, at: 7 },
      { url: 'https://example.org/', publishedAt: '2025-12-31T00:00:00.000Z' },
    ),
    rejectedEvent({ offset: 8, at: 8 }),
  ];
  await new PostgresOutcomeRepository(writer).save(
    manifests.map((event) => deliveryOf(event, 0, traceparentOf(event.origin.offset))),
  );
  const labelled = (articleId: string, word: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      deliveryOf(labelledEvent(articleId, word, index, { label: LABELS[index] ?? 'military' })),
    );
  const sentences = new PostgresSentenceRepository(writer);
  for (const batch of [
    labelled('a', 'first', 1),
    labelled('a', 'second', 3),
    labelled('b', 'fourth', 2),
    labelled('late', 'fifth', 1),
  ]) {
    await sentences.save(batch);
  }
  const lettersOf = [
    [SentenceLabelled.topic, 2],
    [SentenceExtracted.topic, 2],
    [SentenceExtracted.topic, 0],
  ] as const;
  const letters = lettersOf.map(([topic, index], offset) => ({
    position: { topic: deadLetterTopicOf(topic), partition: 0, offset },
    record: {
      key: Buffer.from('b'),
      value: Buffer.from(JSON.stringify(labelledEvent('b', 'fourth', index))),
      headers: new Map([
        [DEAD_LETTER_HEADERS.topic, Buffer.from(topic)],
        [DEAD_LETTER_HEADERS.partition, Buffer.from('0')],
        [DEAD_LETTER_HEADERS.offset, Buffer.from(String(offset))],
      ]),
      headerCount: 3,
      repeatedHeaders: undefined,
      timestamp: 0,
    },
  }));
  await new SaveDeadLettersStage(new PostgresDeadLetterRepository(writer)).handle(letters);
}
