import { describeCorrections, describeModels, describeStore, dumpPostgres, eventually } from '@sitrep/testing';
import { afterAll, beforeAll } from 'vitest';

import { TestStore } from '../../test/test-store.js';
import { PostgresCorrectionRepository } from './correction.repository.js';
import { LabelSettler } from './label-settler.js';
import { PostgresModelRepository } from './model.repository.js';
import { PostgresOutcomeRepository } from './outcome.repository.js';
import { PostgresSentenceRepository } from './sentence.repository.js';

let store: TestStore;

beforeAll(async () => {
  store = await TestStore.start();
});

afterAll(() => store.stop());

const makeEmpty = async () => {
  await store.postgres.query(
    'truncate article, article_head, sentence, label, model, outcome, dead_letter, ledger, correction, hop, model_act, settling',
  );
  const { writer } = store;
  return {
    sentenceRepository: new PostgresSentenceRepository(writer),
    outcomeRepository: new PostgresOutcomeRepository(writer),
    modelRepository: new PostgresModelRepository(writer),
    settle: () => settleAll(new LabelSettler(writer)),
    correctionRepository: new PostgresCorrectionRepository(writer),
    dump: () => dumpPostgres((sql) => store.postgres.query(sql)),
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
