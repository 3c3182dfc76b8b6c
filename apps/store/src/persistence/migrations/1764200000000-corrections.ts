import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table correction (
    sentence_id uuid not null,
    number integer not null,
    label text,
    made_by text not null,
    reason text not null,
    made_at timestamptz not null default clock_timestamp(),
    constraint correction_pkey primary key (sentence_id, number),
    constraint correction_label_known check (label in ('military', 'diplomatic', 'humanitarian'))
  )`,
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'rows of % are never changed', tg_table_name using errcode = 'integrity_constraint_violation';
  end $$`,
  `create trigger correction_append_only before update or delete on correction
    for each statement execute function refuse_change()`,
  `create index sentence_corrected on sentence (position) where corrected`,
];

const DOWN = ['drop index sentence_corrected', 'drop table correction', 'drop function refuse_change'];

/** What persons say of sentences, for ever. */
export class Corrections1764200000000 implements MigrationInterface {
  readonly name = 'Corrections1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
