import { DEAD_LETTER_HEADERS, SentenceExtracted, SentenceLabelled } from '@sitrep/contracts';
import { labelledEvent } from '@sitrep/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../test/test-store.js';
import type { DeadLetterDelivery } from '../domain/dead-letter.js';
import { SaveDeadLettersStage } from '../save-dead-letters.stage.js';
import { PostgresDeadLetterRepository } from './dead-letter.repository.js';

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

function letter(
  offset: number,
  headers: Readonly<Record<string, string>>,
  value: Uint8Array | null,
): DeadLetterDelivery {
  const entries = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const);
  return {
    position: { topic: `${SentenceLabelled.topic}.dlq`, partition: 0, offset },
    record: {
      key: null,
      value,
      headers: new Map(entries),
      headerCount: entries.length,
      repeatedHeaders: undefined,
      timestamp: 1_767_268_800_123,
    },
  };
}

const from = (topic: string, offset: number): Readonly<Record<string, string>> => ({
  [DEAD_LETTER_HEADERS.topic]: topic,
  [DEAD_LETTER_HEADERS.partition]: '2',
  [DEAD_LETTER_HEADERS.offset]: String(offset),
  [DEAD_LETTER_HEADERS.code]: 'JSON_INVALID',
  [DEAD_LETTER_HEADERS.message]: 'No JSON\u0000.',
});

describe('keeping dead letters', () => {
  let store: TestStore;
  let stage: SaveDeadLettersStage;

  beforeAll(async () => {
    store = await TestStore.start();
    stage = new SaveDeadLettersStage(new PostgresDeadLetterRepository(store.writer));
  });

  beforeEach(() => store.postgres.query('truncate dead_letter'));

  afterAll(() => store.stop());

  const rows = () =>
    store.postgres.query<Record<string, unknown>>('select * from dead_letter order by topic, record_offset');

  it('keeps the bytes as they came, with the reason', async () => {
    const outcomes = await stage.handle([letter(0, { via: 'x', ...from(SentenceExtracted.topic, 9) }, ALL_BYTES)]);
    expect(outcomes).toMatchObject([{ kind: 'emit' }]);
    const [row] = await rows();
    expect(row).toMatchObject({
      ...{ topic: SentenceExtracted.topic, partition: 2, record_offset: '9', key: null, status: 'open' },
      headers: [{ name: 'via', base64: 'eA==' }],
      ...{ code: 'JSON_INVALID', message: 'No JSON\uFFFD.', at: new Date(1_767_268_800_123) },
    });
    expect(new Uint8Array(row?.['value'] as Buffer)).toEqual(ALL_BYTES);
  });

  it('keeps a record once, however often it comes, and a stranger’s under its own place', async () => {
    const batch = [
      letter(0, from(SentenceExtracted.topic, 9), null),
      letter(1, from(SentenceExtracted.topic, 9), null),
      letter(2, {}, null),
    ];
    await stage.handle(batch);
    await stage.handle(batch);
    expect(await rows()).toMatchObject([
      { topic: SentenceExtracted.topic, record_offset: '9' },
      { topic: `${SentenceLabelled.topic}.dlq`, record_offset: '2', code: 'UNKNOWN' },
    ]);
  });

  it('knows the sentence, where the value is one', async () => {
    const event = labelledEvent('a', 'first', 1);
    await stage.handle([letter(0, from(SentenceLabelled.topic, 1), Buffer.from(JSON.stringify(event)))]);
    expect(await rows()).toMatchObject([{ article_id: 'a', revision: event.revision, sentence_id: event.sentenceId }]);
  });

  it('keeps at least place and reason of what the database cannot hold, and its neighbours whole', async () => {
    const impossible = letter(1, from(SentenceExtracted.topic, 2), ALL_BYTES);
    const outOfTime = { ...impossible, record: { ...impossible.record, timestamp: 1e16 } };
    await stage.handle([letter(0, from(SentenceExtracted.topic, 1), ALL_BYTES), outOfTime]);
    expect(await rows()).toMatchObject([
      { record_offset: '1', code: 'JSON_INVALID' },
      { record_offset: '2', code: 'STORE_REJECTED', value: null, message: expect.stringContaining('SQLSTATE 22008') },
    ]);
  });
});
