import {
  describeCorrections,
  describeModels,
  describeStore,
  dumpPostgres,
  eventually,
  startTestDatabase,
  type TestDatabase,
} from '@sitrep/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll } from 'vitest';

import { BatchWriter } from './batch-writer.js';
import { PostgresCorrectionRepository } from './correction.repository.js';
import { createDataSource } from './data-source.js';
import { LabelSettler } from './label-settler.js';
import { migrateDatabase } from './migrate-database.js';
import { PostgresModelRepository } from './model.repository.js';
import { PostgresOutcomeRepository } from './outcome.repository.js';
import { PostgresSentenceRepository } from './sentence.repository.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await startTestDatabase(process.env);
  await migrateDatabase(database.databaseUrl);
  source = createDataSource({
    databaseUrl: database.databaseUrl,
    purpose: 'write',
    size: 4,
    statementTimeoutMs: 10_000,
  });
  await source.initialize();
});

afterAll(async () => {
  await source.destroy();
  await database.stop();
});

const makeEmpty = async () => {
  await database.query(
    'truncate article, article_head, sentence, label, model, outcome, dead_letter, ledger, correction, hop, model_act, settling',
  );
  const writer = new BatchWriter(source);
  return {
    sentenceRepository: new PostgresSentenceRepository(writer),
    outcomeRepository: new PostgresOutcomeRepository(writer),
    modelRepository: new PostgresModelRepository(writer),
    settle: () => settleAll(new LabelSettler(writer)),
    correctionRepository: new PostgresCorrectionRepository(writer),
    dump: () => dumpPostgres((sql) => database.query(sql)),
  };
};

async function settleAll(settler: LabelSettler): Promise<void> {
  await eventually(
    () => settler.step(),
    (step) => step === 'idle',
  );
}

describeStore('Postgres', makeEmpty);
describeCorrections('Postgres', makeEmpty);
describeModels('Postgres', makeEmpty);
