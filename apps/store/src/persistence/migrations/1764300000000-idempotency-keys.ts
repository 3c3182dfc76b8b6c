import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table idempotency_key (
    key text collate "C" not null,
    request_hash text collate "C" not null,
    began_at timestamptz not null default clock_timestamp(),
    answer text,
    constraint idempotency_key_pkey primary key (key)
  )`,
  'create index idempotency_key_by_time on idempotency_key (began_at)',
];

/** Requests that may be sent twice. */
export class IdempotencyKeys1764300000000 implements MigrationInterface {
  readonly name = 'IdempotencyKeys1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table idempotency_key');
  }
}
