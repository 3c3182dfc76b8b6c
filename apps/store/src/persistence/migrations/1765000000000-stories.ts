import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table article_head
    add column story_id text collate "C",
    add column syndicated boolean not null default false,
    add column story_pending boolean not null default true`,
  'create index article_head_by_story on article_head (story_id)',
  'create index article_head_for_story on article_head (article_id) where story_pending',
  `create table article_signature (
    article_id text collate "C" not null,
    revision text collate "C" not null,
    signature bytea,
    bands integer[] not null,
    constraint article_signature_pkey primary key (article_id, revision)
  )`,
  'create index article_signature_by_band on article_signature using gin (bands)',
  `create index sentence_by_phrase on sentence (source, (hashtextextended(text, 0)), boilerplate)
    where current and source is not null and length(text) <= 300`,
];

const DOWN = [
  'drop index sentence_by_phrase',
  'drop table article_signature',
  'alter table article_head drop column story_id, drop column syndicated, drop column story_pending',
];

/** Articles that tell the same story, and phrases that a source repeats. */
export class Stories1765000000000 implements MigrationInterface {
  readonly name = 'Stories1765000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
