import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table model add column dropped boolean not null default false,
    add constraint model_not_both check (not (promoted and dropped))`,
  `create table model_act (
    number bigint generated always as identity not null,
    version text collate "C" not null,
    act text not null,
    made_by text not null,
    reason text not null,
    made_at timestamptz not null default clock_timestamp(),
    constraint model_act_pkey primary key (number),
    constraint model_act_known check (act in ('promote', 'drop'))
  )`,
  `create trigger model_act_append_only before update or delete on model_act
    for each statement execute function refuse_change()`,
  `create table settling (
    one boolean not null default true,
    barrier bigint,
    after uuid,
    seen bigint not null default 0,
    changed bigint not null default 0,
    began_at timestamptz not null default clock_timestamp(),
    moved_at timestamptz not null default clock_timestamp(),
    done_at timestamptz,
    constraint settling_pkey primary key (one),
    constraint settling_one check (one)
  )`,
  `create index hop_by_model on hop (model_version, first_at) where model_version <> ''`,
];

/** Which model counts is decided by people, and every label is settled anew after them. */
export class ModelActs1764910000000 implements MigrationInterface {
  readonly name = 'ModelActs1764910000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index hop_by_model');
    await runner.query('drop table settling, model_act');
    await runner.query('alter table model drop constraint model_not_both, drop column dropped');
  }
}
