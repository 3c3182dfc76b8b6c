import type { MigrationInterface, QueryRunner } from 'typeorm';

const CLOCKS = ['stored', 'published', 'received', 'labelled'];
const FILTERED = 'label, source, language, needs_review, corrected';

const UP = [
  `drop index sentence_by_label, sentence_for_review, sentence_by_confidence, ${CLOCKS.map((clock) => `sentence_by_${clock}`).join(', ')}`,
  ...CLOCKS.map(
    (clock) => `create index sentence_by_${clock} on sentence (${clock}_at, position, ${FILTERED}) where current`,
  ),
  'create index sentence_by_confidence on sentence (confidence, position, label, source, language) where current',
  'create index sentence_superseded on sentence (stored_at, position) where not current',
];

const DOWN = [
  `drop index sentence_superseded, sentence_by_confidence, ${CLOCKS.map((clock) => `sentence_by_${clock}`).join(', ')}`,
  ...CLOCKS.map((clock) => `create index sentence_by_${clock} on sentence (${clock}_at, position) where current`),
  'create index sentence_by_confidence on sentence (confidence, position) where current',
  'create index sentence_by_label on sentence (label, stored_at, position) where current',
  'create index sentence_for_review on sentence (stored_at, position) where current and needs_review',
];

/** A list walks the index of what it is sorted by, and what it is filtered by stands there too. */
export class WideIndexes1764510000000 implements MigrationInterface {
  readonly name = 'WideIndexes1764510000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
