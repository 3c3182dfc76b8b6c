import type { MigrationInterface, QueryRunner } from 'typeorm';

/** It says all there is to say: a search may be renamed or forgotten before everybody has heard. */
const TABLE = `
  create table alert_change (
    position bigint generated always as identity,
    at timestamptz not null default clock_timestamp(),
    alert_id bigint not null,
    search_id uuid not null,
    search_name text not null,
    kind text not null,
    message text not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    constraint alert_change_pkey primary key (position)
  )`;

/** "sitr" and "alrm" in ASCII. */
const LOCK = [0x73697472, 0x616c726d] as const;

/** In the order of the commits, as docs/adr/0011 has it: the lock is let go after the commit can be seen. */
const RECORD = `create function record_alert() returns trigger language plpgsql as $$
  begin
    perform pg_advisory_xact_lock(${LOCK.join(', ')});
    insert into alert_change (alert_id, search_id, search_name, kind, message, opened_at, closed_at)
    select new.id, s.id, s.name, new.kind, new.message, new.opened_at, new.closed_at
    from saved_search s where s.id = new.search_id;
    return null;
  end $$`;

const UP = [
  TABLE,
  RECORD,
  'create trigger alert_opened after insert on alert for each row execute function record_alert()',
  `create trigger alert_closed after update on alert
    for each row when (old.closed_at is null and new.closed_at is not null) execute function record_alert()`,
  `alter table webhook add type text not null default 'sentences.changed', add search_id uuid`,
];

const DOWN = [
  'alter table webhook drop type, drop search_id',
  'drop trigger alert_closed on alert',
  'drop trigger alert_opened on alert',
  'drop function record_alert',
  'drop table alert_change',
];

/** What alarms did, for webhooks. They are few, and none is ever forgotten. */
export class AlertWebhooks1765200000000 implements MigrationInterface {
  readonly name = 'AlertWebhooks1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
