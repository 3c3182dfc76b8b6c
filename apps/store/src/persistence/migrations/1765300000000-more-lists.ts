import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create index sentence_by_source_published on sentence (source, published_at, position, label, language, needs_review)
    where current`,
  `create index sentence_by_correction on sentence (stored_at, position, label, source, language)
    where current and corrected`,
  // The id is made of the place, and checked: a second promise of it took more room than any other index.
  'drop index sentence_by_place',
  'create index sentence_by_revision on sentence (article_id, revision)',
];

const DOWN = [
  'drop index sentence_by_revision',
  'create unique index sentence_by_place on sentence (article_id, revision, sentence_index)',
  'drop index sentence_by_correction, sentence_by_source_published',
];

/** Lists of a source by when it published, and of what people corrected; and a smaller index of revisions. */
export class MoreLists1765300000000 implements MigrationInterface {
  readonly name = 'MoreLists1765300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
