import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Titles are searched by their words, as sentences are. Analyzed at once: the planner knows nothing of it otherwise. */
export class ArticleTitles1765310000000 implements MigrationInterface {
  readonly name = 'ArticleTitles1765310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index article_by_title on article using gin (to_tsvector('english', title))`);
    await runner.query('analyze article');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index article_by_title');
  }
}
