import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `create table article (
    article_id text collate "C" not null,
    revision text collate "C" not null,
    title text,
    source text,
    url text,
    author text,
    published_at timestamptz,
    language text,
    text text not null,
    sentence_count integer not null,
    cleaning jsonb not null,
    received_at timestamptz not null,
    origin_topic text not null,
    origin_partition integer not null,
    origin_offset bigint not null,
    stored_at timestamptz not null default now(),
    constraint article_pkey primary key (article_id, revision)
  )`,
  `create table article_head (
    article_id text collate "C" not null,
    revision text collate "C",
    decided_at timestamptz not null,
    decided_offset bigint not null,
    decided_partition integer not null,
    constraint article_head_pkey primary key (article_id)
  )`,
  `create index article_head_by_time on article_head (decided_at, article_id) where revision is not null`,
  `create table sentence (
    sentence_id uuid not null,
    position bigint generated always as identity not null,
    article_id text collate "C" not null,
    revision text collate "C" not null,
    sentence_index integer not null,
    start_offset integer not null,
    end_offset integer not null,
    text text not null,
    overlong boolean not null default false,
    label text,
    confidence double precision,
    none_score double precision,
    needs_review boolean,
    model_version text collate "C",
    corrected boolean not null default false,
    stored_at timestamptz not null default now(),
    constraint sentence_pkey primary key (sentence_id),
    constraint sentence_label_known check (label in ('military', 'diplomatic', 'humanitarian'))
  )`,
  `create unique index sentence_by_place on sentence (article_id, revision, sentence_index)`,
  `create index sentence_by_label on sentence (label, position)`,
  `create table label (
    sentence_id uuid not null,
    model_version text collate "C" not null,
    label text not null,
    confidence double precision not null,
    score_military double precision not null,
    score_diplomatic double precision not null,
    score_humanitarian double precision not null,
    none_score double precision not null,
    needs_review boolean not null,
    evidence jsonb not null,
    shadow boolean not null,
    labelled_at timestamptz not null,
    constraint label_pkey primary key (sentence_id, model_version),
    constraint label_known check (label in ('military', 'diplomatic', 'humanitarian'))
  )`,
  `create table model (
    version text collate "C" not null,
    first_seen timestamptz not null default now(),
    promoted boolean not null default false,
    shadow boolean not null,
    constraint model_pkey primary key (version)
  )`,
  `create unique index model_promoted_once on model (promoted) where promoted`,
  `create table outcome (
    origin_topic text collate "C" not null,
    origin_partition integer not null,
    origin_offset bigint not null,
    kind text not null,
    article_id text collate "C",
    revision text collate "C",
    code text,
    message text,
    at timestamptz not null,
    constraint outcome_pkey primary key (origin_topic, origin_partition, origin_offset),
    constraint outcome_kind_known check (kind in ('split', 'retracted', 'rejected'))
  )`,
  `create table dead_letter (
    topic text collate "C" not null,
    partition integer not null,
    record_offset bigint not null,
    key bytea,
    value bytea,
    headers jsonb not null,
    code text not null,
    message text not null,
    stage text,
    service_version text,
    consumer_group text,
    article_id text collate "C",
    revision text collate "C",
    sentence_id uuid,
    at timestamptz not null,
    status text not null default 'open',
    constraint dead_letter_pkey primary key (topic, partition, record_offset),
    constraint dead_letter_status_known check (status in ('open', 'replayed', 'discarded'))
  )`,
  `create index dead_letter_by_sentence on dead_letter (article_id, revision, sentence_id) where sentence_id is not null`,
  `create table ledger (
    article_id text collate "C" not null,
    revision text collate "C" not null,
    split integer,
    stored integer not null default 0,
    constraint ledger_pkey primary key (article_id, revision)
  ) with (fillfactor = 80)`,
];

/** The tables that the store begins with. */
export class FirstTables1764000000000 implements MigrationInterface {
  readonly name = 'FirstTables1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ledger, dead_letter, outcome, model, label, sentence, article_head, article');
  }
}
