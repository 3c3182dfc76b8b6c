import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type ArticleOutcome,
  ArticleSubmitted,
  DEAD_LETTER_HEADERS,
  deadLetterTopicOf,
  SentenceExtracted,
} from '@sitrep/contracts';
import { type OutgoingRecord, RecordRefused } from '@sitrep/messaging';
import { TransientFailure } from '@sitrep/pipeline';
import { deliveryOf, rejectedEvent, silentLogger } from '@sitrep/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import type { DeadLetterDelivery } from '../../domain/dead-letter.js';
import { PostgresDeadLetterRepository } from '../../persistence/dead-letter.repository.js';
import { DeadLetterReader } from '../../persistence/dead-letter-reader.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import type { Question } from '../../persistence/reader.js';
import { Reader } from '../../persistence/reader.js';
import { PostgresReplayOutbox } from '../../persistence/replay-outbox.js';
import { ReplaySender } from '../../replay-sender.js';
import { SaveDeadLettersStage } from '../../save-dead-letters.stage.js';

const SAY = { by: 'anna', reason: 'The producer is mended.' };
const DAY_MS = 86_400_000;

/** What comes to a dead-letter topic when a record is rejected. */
function rejection(
  origin: { readonly topic?: string; readonly offset: number },
  { headers = {}, key = 'a', value = '{broken', code = 'JSON_INVALID', daysAgo = 0 } = {},
): DeadLetterDelivery {
  const topic = origin.topic ?? ArticleSubmitted.topic;
  const facts = {
    ...headers,
    [DEAD_LETTER_HEADERS.topic]: topic,
    [DEAD_LETTER_HEADERS.partition]: '2',
    [DEAD_LETTER_HEADERS.offset]: String(origin.offset),
    [DEAD_LETTER_HEADERS.code]: code,
    [DEAD_LETTER_HEADERS.message]: `${code} at ${origin.offset}`,
    [DEAD_LETTER_HEADERS.stage]: 'split-articles',
  };
  const entries = Object.entries(facts).map(([name, text]) => [name, Buffer.from(text)] as const);
  return {
    position: { topic: deadLetterTopicOf(topic), partition: 0, offset: origin.offset },
    record: {
      ...{ key: Buffer.from(key), value: Buffer.from(value), repeatedHeaders: undefined },
      ...{ headers: new Map(entries), headerCount: entries.length, timestamp: Date.now() - daysAgo * DAY_MS },
    },
  };
}

describe('dead letters as work', () => {
  let store: TestStore;
  let app: NestFastifyApplication;
  let stage: SaveDeadLettersStage;
  let sender: ReplaySender;
  const sent: OutgoingRecord[] = [];
  let isAway = false;
  let refusal: string | undefined;

  beforeAll(async () => {
    store = await TestStore.start();
    const { writer } = store;
    stage = new SaveDeadLettersStage(new PostgresDeadLetterRepository(writer));
    const publisher = {
      send: async (records: readonly OutgoingRecord[]) => {
        if (isAway) throw new TransientFailure('away');
        if (refusal !== undefined) throw new RecordRefused(refusal);
        sent.push(...records);
      },
    };
    sender = new ReplaySender(new PostgresReplayOutbox(writer), publisher, silentLogger());
    app = await store.serve({ sender });
  });

  beforeEach(async () => {
    await store.postgres.query('truncate dead_letter, dead_letter_replay, dead_letter_act');
    sent.length = 0;
    isAway = false;
    refusal = undefined;
  });

  afterAll(() => store.stop());

  const PATH = '/v1/dead-letters';
  const pathOf = (offset: number, topic: string = ArticleSubmitted.topic): string => `${PATH}/${topic}/2/${offset}`;
  const get = async <T = Record<string, unknown>>(url: string): Promise<T> => (await app.inject({ url })).json<T>();
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, payload });
  /** The last record that was sent, rejected at another offset. */
  const comeBack = (offset: number, code = 'JSON_INVALID'): DeadLetterDelivery => {
    const record = sent.at(-1);
    const headers = Object.entries(record?.headers ?? {}).map(([name, values]) => [name, String(values)]);
    const value = Buffer.from(record?.value ?? []).toString();
    return rejection({ offset }, { headers: Object.fromEntries(headers) as Record<string, string>, value, code });
  };

  it('are listed, page by page, and by every part of the filter', async () => {
    await stage.handle([
      rejection({ offset: 1 }, { daysAgo: 3 }),
      rejection({ offset: 2 }, { code: 'SCHEMA_INVALID', daysAgo: 2 }),
      rejection({ topic: SentenceExtracted.topic, offset: 3 }, { daysAgo: 1 }),
    ]);
    const offsets = async (query: string): Promise<readonly number[]> =>
      (await get<{ items: { offset: number }[] }>(`${PATH}${query}`)).items.map(({ offset }) => offset);
    const first = await app.inject({ url: `${PATH}?limit=2` });
    const { items, next } = first.json<{ items: { offset: number }[]; next: string }>();
    expect(items.map(({ offset }) => offset)).toEqual([3, 2]);
    expect(first.headers['link']).toContain('rel="next"');
    expect(await offsets(`?limit=2&cursor=${next}`)).toEqual([1]);
    expect(await offsets('?code=SCHEMA_INVALID')).toEqual([2]);
    expect(await offsets(`?topic=${SentenceExtracted.topic}`)).toEqual([3]);
    expect(await offsets('?article=a')).toEqual([2, 1]);
    expect(await offsets('?status=discarded')).toEqual([]);
    expect(await offsets('?stage=split-articles')).toHaveLength(3);
    const from = new Date(Date.now() - 2.5 * DAY_MS).toISOString();
    const to = new Date(Date.now() - 1.5 * DAY_MS).toISOString();
    expect(await offsets(`?from=${from}&to=${to}`)).toEqual([2]);
    expect((await app.inject({ url: `${PATH}?reason=x` })).statusCode).toBe(400);
  });

  it('are counted by reason and day, in the time zone asked for', async () => {
    await stage.handle([
      ...[rejection({ offset: 1 }), rejection({ offset: 2 }), rejection({ offset: 3 }, { daysAgo: 40 })],
      rejection({ offset: 4 }, { code: 'SCHEMA_INVALID', daysAgo: 1 }),
    ]);
    await post(`${pathOf(2)}/discard`, SAY);
    const groups = await get<{ days: string[] }>(`${PATH}/groups?days=3`);
    expect(groups.days.at(-1)).toBe(new Date().toISOString().slice(0, 10));
    expect(groups).toMatchObject({
      ...{ zone: 'UTC', total: 4, open: 3 },
      groups: [
        { code: 'JSON_INVALID', total: 3, open: 2, days: [0, 0, 2] },
        { code: 'SCHEMA_INVALID', total: 1, open: 1, days: [0, 1, 0] },
      ],
    });
    expect(await get(`${PATH}/groups?code=STAGE_FAILED&zone=Asia/Kabul`)).toMatchObject({ total: 0, groups: [] });
  });

  it('tell in the trace of their article that it was rejected, every time', async () => {
    const outcomes = new PostgresOutcomeRepository(store.writer);
    const rejected = [1, 11].map((offset) => rejectedEvent({ partition: 2, offset, at: offset }));
    await outcomes.save(rejected.map((event) => deliveryOf<ArticleOutcome>(event)));
    await stage.handle([rejection({ offset: 1 })]);
    await post(`${pathOf(1)}/replay`, SAY);
    await stage.handle([comeBack(11)]);
    const { hops } = await get<{ hops: { step: string; detail: string }[] }>('/v1/articles/a/trace');
    const place = (offset: number) => ({
      ...{ topic: ArticleSubmitted.topic, partition: 2, firstOffset: offset, lastOffset: offset },
    });
    const why = { service: 'ingester', detail: 'JSON_INVALID: Not a JSON document.' };
    expect(hops.filter(({ step }) => step === 'submitted')).toMatchObject([place(1), place(11)]);
    expect(hops.slice(2)).toMatchObject([
      { step: 'rejected', ...place(1), ...why },
      { step: 'dead-lettered', ...place(1) },
      { step: 'rejected', ...place(11), ...why },
    ]);
  });

  it('show their bytes, as text where they are text, and as they are', async () => {
    await stage.handle([rejection({ offset: 1 }, { headers: { via: 'x' } })]);
    await store.postgres.query(`update dead_letter set value = '\\xff00'::bytea where record_offset = 1`);
    const letter = await get(pathOf(1));
    expect(letter).toMatchObject({
      ...{ status: 'open', attempts: 0, canReplay: true, replays: [], acts: [], edit: null, stored: null, bytes: 2 },
      key: { text: 'a', base64: 'YQ==', bytes: 1, truncated: false },
      value: { text: null, base64: '/wA=', bytes: 2, truncated: false },
      headers: [{ name: 'via', text: 'x', base64: 'eA==' }],
    });
    const raw = await app.inject({ url: `${pathOf(1)}/value` });
    expect([raw.statusCode, raw.headers['content-type'], raw.headers['content-disposition']]).toEqual([
      ...[200, 'application/octet-stream', 'attachment'],
    ]);
    expect([...raw.rawPayload]).toEqual([0xff, 0]);
  });

  it('are tried without being sent, as they are and edited', async () => {
    await stage.handle([rejection({ offset: 1 })]);
    expect((await post(`${pathOf(1)}/dry-run`, {})).json()).toMatchObject({ kind: 'rejected', code: 'JSON_INVALID' });
    const edited = await post(`${pathOf(1)}/dry-run`, { text: '{"id":"a","body":"Troops left."}' });
    expect(edited.json()).toMatchObject({ kind: 'split', articleId: 'a', sentences: [{ text: 'Troops left.' }] });
    expect((await post(`${pathOf(1)}/dry-run`, { text: 'a', base64: 'YQ==' })).statusCode).toBe(400);
    expect([sent, await get(pathOf(1))]).toMatchObject([[], { status: 'open' }]);
  });

  it('are shown as they were at one moment, whatever is done meanwhile', async () => {
    await stage.handle([rejection({ offset: 1 })]);
    let isDone = false;
    const interrupted =
      (query: Question): Question =>
      async (sql, parameters) => {
        const rows = await query<never>(sql, parameters);
        if (!isDone) await post(`${pathOf(1)}/discard`, SAY);
        isDone = true;
        return rows;
      };
    class InterruptedReader extends Reader {
      override query: Question = interrupted((...asked) => super.query(...asked));
      override atOneMoment<Result>(ask: Parameters<typeof Reader.prototype.atOneMoment<Result>>[0]): Promise<Result> {
        return super.atOneMoment(({ query }) => ask({ query: interrupted(query) }));
      }
    }
    const position = { topic: ArticleSubmitted.topic, partition: 2, offset: 1 };
    const letters = new DeadLetterReader(new InterruptedReader(store.database.reader));
    expect(await letters.one(position)).toMatchObject({ status: 'open', acts: [] });
    expect(await letters.one(position)).toMatchObject({ status: 'discarded', acts: [{ act: 'discarded' }] });
  });

  it('are sent again once, to their topic and under their key, however many say so at once', async () => {
    await stage.handle([rejection({ offset: 1 }, { headers: { via: 'x' } })]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(`${pathOf(1)}/replay`, SAY)));
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([202, 409, 409, 409, 409]);
    const [record, ...more] = sent;
    expect(more).toEqual([]);
    expect(record).toMatchObject({ topic: ArticleSubmitted.topic, key: Buffer.from('a') });
    expect(String(record?.value)).toBe('{broken');
    expect(String(record?.headers['dlq_attempt'])).toBe('1');
    expect(String(record?.headers['via'])).toBe('x');
    expect(await get(pathOf(1))).toMatchObject({
      ...{ status: 'replayed', attempts: 1, canReplay: false },
      replays: [{ attempt: 1, edited: false, publishedAt: expect.any(String), failed: null }],
      acts: [{ act: 'replayed', attempt: 1, by: 'anna', reason: 'The producer is mended.' }],
    });
  });

  it('stay the same letter when they fail again, each time with why, and only so often', async () => {
    await stage.handle([rejection({ offset: 1 })]);
    for (let attempt = 1; attempt <= 5; attempt++) {
      const answer = await post(`${pathOf(1)}/replay`, { ...SAY, text: `{edit ${attempt}` });
      expect(answer.statusCode).toBe(202);
      const back = comeBack(10 + attempt, 'SCHEMA_INVALID');
      await stage.handle([back]);
      // What is delivered twice is known.
      await stage.handle([back, rejection({ offset: 1 })]);
    }
    expect(await get(PATH)).toMatchObject({ items: [{ offset: 1, status: 'open', attempts: 5 }] });
    const letter = await get(pathOf(1));
    expect(letter).toMatchObject({
      ...{ canReplay: false, code: 'SCHEMA_INVALID', message: 'SCHEMA_INVALID at 15', edit: { text: '{edit 5' } },
      value: { text: '{broken' },
    });
    expect((letter['replays'] as object[]).slice(0, 2)).toMatchObject([
      { attempt: 1, because: { code: 'JSON_INVALID' }, failed: { partition: 2, offset: 11 } },
      { attempt: 2, because: { code: 'SCHEMA_INVALID', message: 'SCHEMA_INVALID at 11' }, failed: { offset: 12 } },
    ]);
    const refused = await post(`${pathOf(1)}/replay`, SAY);
    expect([refused.statusCode, refused.json<{ type: string }>().type]).toEqual([
      409,
      'urn:sitrep:problem:wrong-state',
    ]);
    expect(sent).toHaveLength(5);
  });

  it('are no attempt of another letter because a stranger says so', async () => {
    await stage.handle([rejection({ offset: 1 })]);
    await post(`${pathOf(1)}/replay`, SAY);
    const made = { [DEAD_LETTER_HEADERS.replay]: '00000000-0000-4000-8000-000000000000' };
    await stage.handle([rejection({ offset: 7 }, { headers: made })]);
    expect(await get(PATH)).toMatchObject({
      items: [
        { offset: 7, status: 'open' },
        { offset: 1, status: 'replayed' },
      ],
    });
  });

  it('wait for Kafka, and are sent by any store when it is back', async () => {
    await stage.handle([rejection({ offset: 1 })]);
    isAway = true;
    const answer = await post(`${pathOf(1)}/replay`, SAY);
    expect(answer.json()).toMatchObject({ status: 'replayed', replays: [{ publishedAt: null }] });
    isAway = false;
    // Who took it is gone for a minute.
    await store.postgres.query(`update dead_letter_replay set claimed_at = now() - interval '2 minutes'`);
    await Promise.all([sender.send(), sender.send()]);
    expect(sent).toHaveLength(1);
    expect(await get(pathOf(1))).toMatchObject({ replays: [{ publishedAt: expect.any(String) }] });
  });

  it('are open again, and say why, when Kafka does not take them as they are', async () => {
    await stage.handle([rejection({ offset: 1 }), rejection({ offset: 2 })]);
    refusal = 'The request included a message larger than the max message size the server will accept';
    const answer = await post(`${pathOf(1)}/replay`, SAY);
    expect(answer.json()).toMatchObject({
      ...{ status: 'open', attempts: 1, code: 'BROKER_REFUSED', message: refusal, canReplay: true },
      replays: [{ publishedAt: null, because: { code: 'JSON_INVALID' }, failed: { partition: null, offset: null } }],
    });
    refusal = undefined;
    await sender.send();
    expect(sent).toEqual([]);
    await post(`${pathOf(1)}/replay`, { ...SAY, text: '{"body":"Less."}' });
    expect(await get(pathOf(1))).toMatchObject({ status: 'replayed', replays: [{}, { failed: null }] });
    expect(sent).toHaveLength(1);
  });

  it('are let go with a reason, once, and are kept', async () => {
    await stage.handle([rejection({ offset: 1 })]);
    expect((await post(`${pathOf(1)}/discard`, { by: 'anna', reason: ' ' })).statusCode).toBe(400);
    expect((await post(`${pathOf(1)}/discard`, SAY)).json()).toMatchObject({ status: 'discarded' });
    expect((await post(`${pathOf(1)}/discard`, SAY)).statusCode).toBe(409);
    expect((await post(`${pathOf(1)}/replay`, SAY)).statusCode).toBe(409);
    expect(await get(pathOf(1))).toMatchObject({
      acts: [{ act: 'discarded', by: 'anna' }],
      value: { text: '{broken' },
    });
    await expect(store.postgres.query('delete from dead_letter_act')).rejects.toThrow('never changed');
  });

  it('are not sent where they would come back for ever, nor empty', async () => {
    const stranger = rejection({ offset: 1 });
    const letter = { ...stranger, record: { ...stranger.record, headers: new Map(), headerCount: 0 } };
    await stage.handle([letter, rejection({ offset: 2 })]);
    await store.postgres.query('update dead_letter set key = null, value = null where record_offset = 2');
    const dead = `${PATH}/${deadLetterTopicOf(ArticleSubmitted.topic)}/0/1`;
    expect((await post(`${dead}/dry-run`, {})).json()).toEqual({ kind: 'unknown-topic' });
    expect((await post(`${dead}/replay`, SAY)).json()).toMatchObject({ detail: expect.stringContaining('No stage') });
    expect((await post(`${pathOf(2)}/replay`, SAY)).json()).toMatchObject({ detail: expect.stringContaining('only') });
    expect((await post(`${pathOf(9)}/replay`, SAY)).statusCode).toBe(404);
  });

  it('are acted on together when as many are meant as there are', async () => {
    await stage.handle(
      [1, 2, 3].map((offset) => rejection({ offset }, { code: offset === 3 ? 'LIMIT_EXCEEDED' : 'JSON_INVALID' })),
    );
    const filter = { code: 'JSON_INVALID' };
    const bulk = (act: string, more: object) => post(`${PATH}/${act}`, { filter, ...SAY, ...more });
    expect((await bulk('replay', {})).json()).toEqual({ done: false, matching: 2, affected: 0 });
    expect((await bulk('replay', { expect: 3 })).statusCode).toBe(409);
    expect((await bulk('replay', { expect: 2 })).json()).toEqual({ done: true, matching: 2, affected: 2 });
    await sender.send();
    expect(sent).toHaveLength(2);
    expect((await bulk('discard', { filter: {}, expect: 1 })).json()).toEqual({ done: true, matching: 1, affected: 1 });
    const { items } = await get<{ items: { status: string }[] }>(PATH);
    expect(items.map(({ status }) => status).sort()).toEqual(['discarded', 'replayed', 'replayed']);
    expect(await store.postgres.query('select act from dead_letter_act')).toHaveLength(3);
  });
});
