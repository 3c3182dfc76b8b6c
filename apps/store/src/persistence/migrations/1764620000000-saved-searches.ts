import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table saved_search (
    id uuid not null default gen_random_uuid(),
    name text not null,
    filter text not null,
    rules jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint saved_search_pkey primary key (id)
  )`,
  `create table alert (
    id bigint generated always as identity,
    search_id uuid not null,
    rule integer not null,
    kind text not null,
    message text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    constraint alert_pkey primary key (id),
    constraint alert_of_search foreign key (search_id) references saved_search on delete cascade
  )`,
  'create unique index alert_open on alert (search_id, rule) where closed_at is null',
  'create index alert_by_search on alert (search_id)',
];

/** Filters that are kept, and what they gave alarm about. Few rows, and no entities. */
export class SavedSearches1764620000000 implements MigrationInterface {
  readonly name = 'SavedSearches1764620000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table alert, saved_search');
  }
}
