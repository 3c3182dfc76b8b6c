import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
  create table webhook (
    id uuid not null default gen_random_uuid(),
    url text not null,
    filter text not null,
    secret text not null,
    created_at timestamptz not null default now(),
    after_commit bigint not null,
    after_step bigint not null,
    failures integer not null default 0,
    last_error text,
    last_failed_at timestamptz,
    last_delivered_at timestamptz,
    next_attempt_at timestamptz not null default now(),
    disabled_at timestamptz,
    constraint webhook_pkey primary key (id)
  )`;

/** Addresses that changes are delivered to, and how far each has come. Few rows, and no entity. */
export class Webhooks1764610000000 implements MigrationInterface {
  readonly name = 'Webhooks1764610000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table webhook');
  }
}
