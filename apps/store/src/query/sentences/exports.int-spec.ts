import 'reflect-metadata';

import { type IncomingMessage, request } from 'node:http';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { deliveryOf, eventually, labelledEvent, splitEvent } from '@sitrep/testing';
import { parse } from 'csv-parse/sync';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import { EXPORT_COLUMN_NAMES } from '../../domain/export-columns.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';

const SENTENCES = 6_000;

describe('exports over HTTP', () => {
  let store: TestStore;
  let app: NestFastifyApplication;
  let sentences: PostgresSentenceRepository;

  beforeAll(async () => {
    store = await TestStore.start();
    app = await store.serve();
    await app.listen(0, '127.0.0.1');
    const { writer } = store;
    sentences = new PostgresSentenceRepository(writer);
    const articles = Array.from({ length: SENTENCES / 3 }, (_, at) => `a${at}`);
    await new PostgresOutcomeRepository(writer).save(
      articles.map((id, at) =>
        deliveryOf(splitEvent(id, 'formula', { offset: at }, { source: '=cmd()', title: '@x' })),
      ),
    );
    await sentences.save(
      articles.flatMap((id) =>
        [0, 1, 2].map((index) =>
          deliveryOf(labelledEvent(id, 'formula', index, { label: index === 0 ? 'diplomatic' : 'military' })),
        ),
      ),
    );
  });

  afterAll(() => store.stop());

  const idleConnections = async (): Promise<number> => {
    const [row] = await store.postgres.query<{ open: string }>(
      `select count(*) as open from pg_stat_activity
       where application_name = 'sitrep-store-read' and state like 'idle in transaction%'
         and datname = current_database()`,
    );
    return Number(row?.open);
  };

  it('send every sentence once, in the order of storing, and say in the trailer how many', async () => {
    const { statusCode, headers, trailers, body } = await app.inject('/v1/exports/sentences.ndjson');
    expect([statusCode, headers['content-disposition']]).toEqual([200, 'attachment; filename="sentences.ndjson"']);
    const records = body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(trailers['row-count']).toBe(String(SENTENCES));
    const stored = await store.postgres.query<{ id: string }>(
      'select sentence_id as id from sentence order by stored_at, position',
    );
    expect(records.map(({ sentenceId }) => sentenceId)).toEqual(stored.map(({ id }) => id));
    expect(Object.keys(records[0] ?? {})).toEqual(EXPORT_COLUMN_NAMES);
    expect(records[0]).toMatchObject({
      ...{ articleId: 'a0', index: 0, text: 'Sentence 0 of formula.', label: 'diplomatic', confidence: 0.75 },
      ...{ scoreMilitary: 0.75, source: '=cmd()', title: '@x', publishedAt: null, corrected: false },
      ...{ receivedAt: '2026-01-01T12:00:00.000Z', labelledAt: '2026-01-01T12:00:00.000Z' },
    });
  });

  it('count what the count of the list counts, for any filter', async () => {
    const { body, trailers } = await app.inject('/v1/exports/sentences.csv?label=diplomatic');
    const [, ...records] = parse(body);
    const list = await app.inject('/v1/sentences?label=diplomatic&count=exact&limit=1');
    expect(list.json()).toMatchObject({ count: { value: records.length } });
    expect(trailers['row-count']).toBe(String(records.length));
    expect(records.length).toBe(SENTENCES / 3);
    expect(new Set(records.map((record) => record[EXPORT_COLUMN_NAMES.indexOf('source')]))).toEqual(
      new Set([`'=cmd()`]),
    );
  });

  it('send Parquet that another reader understands', async () => {
    const { rawPayload, headers } = await app.inject('/v1/exports/sentences.parquet?label=military');
    expect(headers['content-type']).toBe('application/vnd.apache.parquet');
    const file = new Uint8Array(rawPayload).buffer;
    const records = await parquetReadObjects({ file, columns: ['text', 'storedAt'] });
    expect(records.length).toBe((SENTENCES / 3) * 2);
    expect(records[0]).toMatchObject({ text: 'Sentence 1 of formula.', storedAt: expect.any(Date) as unknown });
  });

  const readLater = async (answer: IncomingMessage): Promise<string> => {
    await sentences.save([deliveryOf(labelledEvent('a0', 'later', 0))]);
    await store.postgres.query(`update sentence set current = true where article_id = 'a0'`);
    let text = '';
    for await (const chunk of answer) text += String(chunk);
    return text;
  };

  it('are of one moment: what is stored meanwhile is not among it', async () => {
    const url = `${await app.getUrl()}/v1/exports/sentences.ndjson`;
    const body = await new Promise<string>((resolve, reject) => {
      request(url, (answer) => void readLater(answer).then(resolve, reject))
        .on('error', reject)
        .end();
    });
    expect(body.split('\n').length - 1).toBe(SENTENCES);
  });

  it('give their connection back when the client goes away', async () => {
    const url = `${await app.getUrl()}/v1/exports/sentences.ndjson`;
    const leave = (): Promise<void> =>
      new Promise((resolve) => {
        const asked = request(url, (answer) => {
          answer.once('data', () => asked.destroy());
          answer.on('error', () => undefined);
          answer.once('close', resolve);
        });
        asked.on('error', () => undefined).end();
      });
    for (let at = 0; at < 6; at++) await leave();
    expect(await eventually(idleConnections, (open) => open === 0)).toBe(0);
    const again = await eventually(
      () => app.inject('/v1/exports/sentences.csv?label=diplomatic'),
      ({ statusCode }) => statusCode === 200,
    );
    expect(again.trailers['row-count']).toBe(String(SENTENCES / 3));
  });

  it.each(['limit=5', 'cursor=x', 'label=sports', 'nothing=1'])('refuse %s', async (query) => {
    const answer = await app.inject(`/v1/exports/sentences.csv?${query}`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
  });
});
