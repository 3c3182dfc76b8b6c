import { deliveryOf, labelledEvent, splitEvent, startTestDatabase, type TestDatabase } from '@sitrep/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { BatchWriter } from './batch-writer.js';
import { PostgresCorrectionRepository } from './correction.repository.js';
import { createDataSource } from './data-source.js';
import { migrateDatabase } from './migrate-database.js';
import { PostgresOutcomeRepository } from './outcome.repository.js';
import { Reader } from './reader.js';
import { SentenceReader } from './sentence-reader.js';
import { PostgresSentenceRepository } from './sentence.repository.js';

const LABELS = ['military', 'diplomatic', 'humanitarian'] as const;
const ARTICLES = ['a', 'b', 'c'];
const SOURCES = ['Times', 'Post', undefined];
const PERSONS = 'diplomatic';

/** Of each article three sentences; every second is unsure, and the last of each article was labelled by a person. */
const sentences = ARTICLES.flatMap((article, at) =>
  [0, 1, 2].map((index) => {
    const place = at * 3 + index;
    const isPersons = index === 2;
    return {
      event: labelledEvent(article, article, index, {
        label: LABELS[place % 3] ?? 'military',
        confidence: place / 10,
        needsReview: place % 2 === 0,
      }),
      article,
      source: SOURCES[at],
      label: isPersons ? PERSONS : (LABELS[place % 3] ?? 'military'),
      confidence: place / 10,
      needsReview: !isPersons && place % 2 === 0,
      corrected: isPersons,
    };
  }),
);

const maybe = <Value>(values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

describe('filtering sentences', () => {
  let database: TestDatabase;
  let source: DataSource;
  let reader: SentenceReader;

  beforeAll(async () => {
    database = await startTestDatabase(process.env);
    await migrateDatabase(database.databaseUrl);
    const { databaseUrl } = database;
    source = createDataSource({ databaseUrl, purpose: 'write', size: 2, statementTimeoutMs: 5_000 });
    await source.initialize();
    const writer = new BatchWriter(source);
    const manifests = ARTICLES.map((article, at) =>
      splitEvent(article, article, { offset: at }, SOURCES[at] === undefined ? {} : { source: SOURCES[at] }),
    );
    await new PostgresOutcomeRepository(writer).save(manifests.map((event) => deliveryOf(event)));
    await new PostgresSentenceRepository(writer).save(sentences.map(({ event }) => deliveryOf(event)));
    const corrections = new PostgresCorrectionRepository(writer);
    for (const { event, corrected } of sentences) {
      const word = { sentenceId: event.sentenceId, label: PERSONS, by: 'anna', reason: 'x' } as const;
      if (corrected) await corrections.save(word);
    }
    reader = new SentenceReader(new Reader(source));
  });

  afterAll(async () => {
    await source.destroy();
    await database.stop();
  });

  it('gives what is asked for, newest first, however filters are combined, page by page', async () => {
    const request = fc.record({
      label: maybe(LABELS),
      corrected: maybe([true, false]),
      needsReview: maybe([true, false]),
      minConfidence: maybe([0, 0.4, 1]),
      article: maybe([...ARTICLES, 'z']),
      source: maybe(['Times', 'Post', 'Nobody']),
      limit: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ limit, minConfidence, ...same }) => {
        const wanted = Object.entries(same).filter(([, value]) => value !== undefined);
        const expected = sentences
          .filter((one) => wanted.every(([name, value]) => Reflect.get(one, name) === value))
          .filter((one) => minConfidence === undefined || one.corrected || one.confidence >= minConfidence)
          .map(({ event }) => event.sentenceId)
          .reverse();
        const found: string[] = [];
        for (let before: string | undefined; ;) {
          const page = await reader.page({ ...same, minConfidence, limit, before });
          found.push(...page.map(({ sentence }) => sentence.sentenceId));
          before = page.at(-1)?.position;
          if (page.length < limit) break;
        }
        expect(found).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});
