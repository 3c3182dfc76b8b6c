import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table dead_letter add column attempts integer not null default 0`,
  `create index dead_letter_by_time on dead_letter (at, topic, partition, record_offset)`,
  `create table dead_letter_replay (
    id uuid not null,
    topic text collate "C" not null,
    partition integer not null,
    record_offset bigint not null,
    attempt integer not null,
    value bytea,
    edited boolean not null,
    code text not null,
    message text not null,
    stage text,
    service_version text,
    requested_at timestamptz not null default clock_timestamp(),
    claimed_at timestamptz,
    published_at timestamptz,
    failed_partition integer,
    failed_offset bigint,
    failed_at timestamptz,
    constraint dead_letter_replay_pkey primary key (id)
  )`,
  `create unique index dead_letter_replay_by_attempt on dead_letter_replay (topic, partition, record_offset, attempt)`,
  `create index dead_letter_replay_pending on dead_letter_replay (requested_at)
    where published_at is null and failed_at is null`,
  `create table dead_letter_act (
    number bigint generated always as identity not null,
    topic text collate "C" not null,
    partition integer not null,
    record_offset bigint not null,
    act text not null,
    attempt integer,
    edited boolean not null,
    made_by text not null,
    reason text not null,
    made_at timestamptz not null default clock_timestamp(),
    constraint dead_letter_act_pkey primary key (number),
    constraint dead_letter_act_known check (act in ('replayed', 'discarded'))
  )`,
  `create index dead_letter_act_by_letter on dead_letter_act (topic, partition, record_offset)`,
  `create trigger dead_letter_act_append_only before update or delete on dead_letter_act
    for each statement execute function refuse_change()`,
];

const DOWN = [
  'drop table dead_letter_act, dead_letter_replay',
  'drop index dead_letter_by_time',
  'alter table dead_letter drop column attempts',
];

/** What persons do about dead letters: the sending again, and the record of every act. */
export class DeadLetterWork1764800000000 implements MigrationInterface {
  readonly name = 'DeadLetterWork1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
