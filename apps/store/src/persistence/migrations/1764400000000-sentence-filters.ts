import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person should look at is a small part of all, and is asked for often; so are the articles of one source. */
export class SentenceFilters1764400000000 implements MigrationInterface {
  readonly name = 'SentenceFilters1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index sentence_for_review on sentence (label, position) where needs_review');
    await runner.query('create index article_by_source on article (source)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index sentence_for_review, article_by_source');
  }
}
