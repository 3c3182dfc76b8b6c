import type { MigrationInterface, QueryRunner } from 'typeorm';

const FILTERED = 'label, source, language, needs_review, corrected';

/** Lists of what is superseded are filtered in their index too. */
export class SupersededLists1764520000000 implements MigrationInterface {
  readonly name = 'SupersededLists1764520000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index sentence_superseded');
    await runner.query(
      `create index sentence_superseded on sentence (stored_at, position, ${FILTERED}) where not current`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index sentence_superseded');
    await runner.query('create index sentence_superseded on sentence (stored_at, position) where not current');
  }
}
