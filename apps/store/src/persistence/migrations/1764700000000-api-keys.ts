import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table api_key (
    id text collate "C" not null,
    hash bytea not null,
    name text not null,
    scopes text[] not null,
    created_at timestamptz not null default clock_timestamp(),
    last_used_at timestamptz,
    expires_at timestamptz,
    revoked_at timestamptz,
    constraint api_key_pkey primary key (id),
    constraint api_key_scopes_known
      check (scopes <@ array['read', 'feed', 'correct', 'admin'] and cardinality(scopes) > 0)
  )`,
  'create index api_key_by_time on api_key (created_at, id)',
];

/** Who may use the API, and for what. */
export class ApiKeys1764700000000 implements MigrationInterface {
  readonly name = 'ApiKeys1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table api_key');
  }
}
