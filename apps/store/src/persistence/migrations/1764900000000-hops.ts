import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table hop (
    article_id text collate "C" not null,
    revision text collate "C" not null,
    topic text collate "C" not null,
    partition integer not null,
    source text collate "C" not null,
    service_version text collate "C" not null,
    model_version text collate "C" not null,
    first_offset bigint not null,
    last_offset bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    traceparent text collate "C",
    stored_by text not null,
    stored_at timestamptz not null default now(),
    constraint hop_pkey primary key (article_id, revision, topic, partition, source, service_version, model_version)
  ) with (fillfactor = 80)`,
  'create index outcome_by_article on outcome (article_id, at) where article_id is not null',
];

/** The way of an article through the topics. */
export class Hops1764900000000 implements MigrationInterface {
  readonly name = 'Hops1764900000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index outcome_by_article');
    await runner.query('drop table hop');
  }
}
