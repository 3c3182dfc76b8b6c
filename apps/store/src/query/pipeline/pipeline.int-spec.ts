import 'reflect-metadata';

import { readFileSync } from 'node:fs';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ArticleSubmitted, DEAD_LETTER_HEADERS, deadLetterTopicOf, LABELS } from '@sitrep/contracts';
import { deliveryOf, labelledEvent, rejectedEvent, retractedEvent, splitEvent } from '@sitrep/testing';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../../test/test-store.js';
import type { LedgerProof } from '../../domain/ledger-proof.js';
import { PostgresDeadLetterRepository } from '../../persistence/dead-letter.repository.js';
import { LedgerProver } from '../../persistence/ledger-prover.js';
import { PostgresOutcomeRepository } from '../../persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../persistence/sentence.repository.js';
import type { PipelineState } from '../../ports.js';
import { SaveDeadLettersStage } from '../../save-dead-letters.stage.js';

const NOW = Date.parse('2026-01-02T03:04:05.000Z');
const partition = { topic: 't', committed: 5, high: 9, lag: 4, oldestMs: 61_234 };

const seen: PipelineState = {
  now: () => ({
    kafkaAnswers: true,
    measuredAt: NOW,
    groups: [
      {
        group: 'g',
        state: 'Stable',
        members: 1,
        partitions: [
          { ...partition, partition: 0, inPerSecond: 1.25, outPerSecond: 0.5 },
          { ...partition, partition: 1, committed: undefined, inPerSecond: undefined, outPerSecond: undefined },
        ],
      },
    ],
    instances: [
      {
        ...{ instanceId: 'i-1', service: 'classifier', version: '1', host: 'h', group: 'g', state: 'silent' },
        ...{ detail: 'd', startedAt: new Date(NOW).toISOString(), at: new Date(NOW).toISOString(), seenAt: NOW },
        partitions: [{ topic: 't', partition: 0 }],
      },
    ],
  }),
};

describe('the pipeline and the proof over HTTP', () => {
  let store: TestStore;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    store = await TestStore.start();
    app = await store.serve({ pipeline: seen });
  });

  afterAll(() => store.stop());

  beforeEach(async () => {
    await store.postgres.query(
      'truncate article, article_head, sentence, label, model, outcome, dead_letter, dead_letter_replay, ledger',
    );
    await fill(store);
  });

  const read = async <Answer>(url: string): Promise<Answer> => (await app.inject({ url })).json<Answer>();
  const prove = (): Promise<LedgerProof> => new LedgerProver(store.reader).prove();
  const unlike = async (): Promise<readonly string[]> =>
    (await prove()).equations.filter(({ verdict }) => verdict !== 'holds').map(({ id, verdict }) => `${id} ${verdict}`);

  it('show each group with its partitions, in records and in time, and each instance', async () => {
    expect(await read('/v1/pipeline')).toMatchObject({
      kafka: { answers: true, measuredAt: '2026-01-02T03:04:05.000Z' },
      database: { answers: true, pendingMigrations: [] },
      groups: [
        {
          ...{ group: 'g', members: 1, lag: 8, oldestSeconds: 61.2, inPerSecond: 1.25, outPerSecond: 0.5 },
          partitions: [
            { partition: 0, committed: 5, end: 9, lag: 4 },
            { partition: 1, committed: null, inPerSecond: null },
          ],
        },
      ],
      instances: [{ instanceId: 'i-1', state: 'silent', lastProgressAt: null, partitions: 1 }],
      deadLetters: [{ topic: ArticleSubmitted.topic, code: 'JSON_INVALID', open: 1 }],
    });
  });

  it('find that everything holds, all at one moment', async () => {
    const proof = await prove();
    expect(proof.equations.map(({ id, exceptions }) => [id, exceptions])).toEqual([
      ['E1', 0],
      ['E2', 0],
      ['E3', 0],
      ['E3 places', 0],
      ['E3 labels', 0],
      ['E5', 0],
    ]);
    expect(proof.verdict).toBe('holds');
  });

  it.each([
    ['a record that has no outcome', 'delete from outcome where origin_offset = 1', ['E1 open']],
    ['an article that has gone', `delete from article where article_id = 'b'`, ['E2 open']],
    ['a dead letter that has gone', `delete from dead_letter`, ['E2 open']],
    ['a rejection that has gone', `delete from outcome where kind = 'rejected'`, ['E5 open']],
    ['a sentence on its way', 'update ledger set split = 4', ['E3 open']],
    ['a sentence that has gone', 'delete from sentence where sentence_index = 2', ['E3 places broken']],
    ['a sentence too many', 'update ledger set stored = stored - 1', ['E3 open', 'E3 places broken']],
    ['a label that has gone', 'delete from label where confidence > 0', ['E3 labels broken']],
  ])('find %s', async (_, tampering, verdicts) => {
    await store.postgres.query(tampering);
    expect(await unlike()).toEqual(verdicts);
  });

  it('know a letter that was sent again and has come back', async () => {
    await store.postgres
      .query(`insert into outcome (origin_topic, origin_partition, origin_offset, kind, code, message, at)
      select topic, partition, 4, 'rejected', code, message, at from dead_letter`);
    expect(await unlike()).toEqual(['E2 open']);
    await store.postgres.query(`insert into dead_letter_replay
        (id, topic, partition, record_offset, attempt, edited, code, message, failed_partition, failed_offset)
      select gen_random_uuid(), topic, partition, record_offset, 1, false, code, message, partition, 4 from dead_letter`);
    expect(await unlike()).toEqual([]);
  });

  it('name what is missing', async () => {
    await store.postgres.query('delete from outcome where origin_offset = 1');
    const { equations } = await prove();
    expect(equations[0]).toMatchObject({ exceptions: 1, examples: [{ from: 0, to: 3, missing: 1 }] });
  });

  it('say that an equation is unproven when the database takes too long, and prove the others', async () => {
    const locker = store.database.writer.createQueryRunner();
    await locker.startTransaction();
    await locker.query('lock table dead_letter in access exclusive mode');
    const { equations, verdict } = await prove();
    await locker.rollbackTransaction();
    await locker.release();
    expect(equations.map((equation) => equation.verdict)).toEqual([
      'holds',
      'unproven',
      'unproven',
      'holds',
      'holds',
      'unproven',
    ]);
    expect(verdict).toBe('unproven');
  });

  it('ask the database once, however many ask for the proof', async () => {
    const [first, second] = await Promise.all([read('/v1/ledger/proof'), read('/v1/ledger/proof')]);
    expect(second).toEqual(first);
    expect(await read('/v1/ledger/proof')).toEqual(first);
  });

  it('answer as they are described', async () => {
    const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as { readonly components: object };
    const ajv = new Ajv2020.default({ strict: false, validateFormats: false });
    for (const [name, url] of [
      ['Pipeline', '/v1/pipeline'],
      ['LedgerProof', '/v1/ledger/proof'],
    ]) {
      const validate = ajv.compile({ components: document.components, $ref: `#/components/schemas/${name}` });
      expect([name, validate(await read(String(url))), validate.errors]).toEqual([name, true, null]);
    }
  });

  it('bring the ledger, the dead letters and the pools into the metrics', async () => {
    const { body } = await app.inject({ url: '/metrics' });
    for (const line of [
      'sitrep_ledger_sentences{place="split"} 6',
      'sitrep_ledger_sentences{place="in_flight"} 0',
      'sitrep_ledger_open_revisions 0',
      'sitrep_ledger_records{outcome="rejected"} 1',
      `sitrep_dead_letters_open{topic="${ArticleSubmitted.topic}",code="JSON_INVALID"} 1`,
      'sitrep_database_pool_size{pool="read"} 4',
    ]) {
      expect(body).toContain(`${line}\n`);
    }
  });
});

/** Two articles of three sentences, all stored; one of them withdrawn; one record rejected. */
async function fill({ writer }: TestStore): Promise<void> {
  const outcomes = [
    splitEvent('a', 'first', { offset: 0, at: 1 }),
    splitEvent('b', 'second', { offset: 1, at: 2 }),
    retractedEvent('a', { offset: 2, at: 3 }),
    rejectedEvent({ offset: 3, at: 4 }),
  ];
  await new PostgresOutcomeRepository(writer).save(outcomes.map((event) => deliveryOf(event)));
  const labelled = (articleId: string, word: string) =>
    LABELS.map((label, index) => deliveryOf(labelledEvent(articleId, word, index, { label })));
  await new PostgresSentenceRepository(writer).save([...labelled('a', 'first'), ...labelled('b', 'second')]);
  const [origin] = outcomes.slice(-1).map((outcome) => outcome.origin);
  const facts = [
    [DEAD_LETTER_HEADERS.topic, origin?.topic],
    [DEAD_LETTER_HEADERS.partition, origin?.partition],
    [DEAD_LETTER_HEADERS.offset, origin?.offset],
    [DEAD_LETTER_HEADERS.code, 'JSON_INVALID'],
  ].map(([name, value]) => [String(name), Buffer.from(String(value))] as const);
  await new SaveDeadLettersStage(new PostgresDeadLetterRepository(writer)).handle([
    {
      position: { topic: deadLetterTopicOf(ArticleSubmitted.topic), partition: 0, offset: 0 },
      record: {
        key: null,
        value: Buffer.from('{broken'),
        headers: new Map(facts),
        headerCount: facts.length,
        repeatedHeaders: undefined,
        timestamp: 0,
      },
    },
  ]);
}
