import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Phrases are counted after the locks of a story are given back, and what waits for it is remembered. The index of bands
 * is looked up far more often than it is written to: a list of what is to be put into it makes each look-up read that.
 */
export class PhrasesApart1765320000000 implements MigrationInterface {
  readonly name = 'PhrasesApart1765320000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table article_head add column phrases_pending boolean not null default false');
    await runner.query('create index article_head_for_phrases on article_head (article_id) where phrases_pending');
    await runner.query('alter index article_signature_by_band set (fastupdate = off)');
    await runner.query(`select gin_clean_pending_list('article_signature_by_band')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter index article_signature_by_band reset (fastupdate)');
    await runner.query('update article_head set story_pending = true where phrases_pending');
    await runner.query('alter table article_head drop column phrases_pending');
  }
}
