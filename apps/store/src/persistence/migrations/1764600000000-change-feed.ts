import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  'create sequence change_position',
  `create table change_batch (
    id bigint generated always as identity,
    xid bigint not null,
    position bigint,
    at timestamptz,
    constraint change_batch_pkey primary key (id)
  ) with (fillfactor = 80)`,
  `create unique index change_batch_by_position on change_batch (position)`,
  `create unique index change_batch_open on change_batch (xid) where position is null`,
  `create table change (
    batch bigint not null,
    seq bigint generated always as identity,
    kind text not null,
    sentence_id uuid not null,
    label text,
    old_label text,
    current boolean not null,
    constraint change_pkey primary key (batch, seq)
  )`,
  `create table change_horizon (
    singleton boolean not null default true,
    position bigint not null,
    constraint change_horizon_pkey primary key (singleton),
    constraint change_horizon_once check (singleton)
  )`,
  'insert into change_horizon (position) values (0)',
];

/**
 * The row of this transaction. Its number is none of the transaction's: in a database that was restored elsewhere those
 * begin anew, and only among the transactions that are still open is one of them certain to be alone.
 */
const BATCH = `create function change_batch_id() returns bigint language plpgsql as $$
  declare
    own bigint;
    me constant bigint := pg_current_xact_id()::text::bigint;
  begin
    select id into own from change_batch where xid = me and position is null;
    if own is null then
      insert into change_batch (xid) values (me) returning id into own;
    end if;
    return own;
  end $$`;

/** "sitr" and "feed" in ASCII. */
const LOCK = [0x73697472, 0x66656564] as const;

/** The lock is let go after the commit can be seen: see docs/adr/0010. */
const PLACE = `create function place_change_batch() returns trigger language plpgsql as $$
  declare
    place bigint;
  begin
    perform pg_advisory_xact_lock(${LOCK.join(', ')});
    place := nextval('change_position');
    update change_batch set position = place, at = clock_timestamp() where id = new.id;
    perform pg_notify('sitrep_change', place::text);
    return null;
  end $$`;

/** Asked in a sub-query: once a statement, and not at all where there is nothing to record. */
const OWN_BATCH = '(select change_batch_id())';

const STORED = `create function record_stored() returns trigger language plpgsql as $$
  begin
    insert into change (batch, kind, sentence_id, label, current)
    select ${OWN_BATCH}, 'stored', sentence_id, label, current
    from new_rows order by article_id, revision, sentence_index;
    return null;
  end $$`;

const differs = (...columns: readonly string[]): string => {
  const of = (row: string): string => `(${columns.map((column) => `${row}.${column}`).join(', ')})`;
  return `${of('n')} is distinct from ${of('o')}`;
};

/** What a person says is recorded where it is written. Whoever changes what is current has written the head before. */
const CHANGED = `create function record_changed() returns trigger language plpgsql as $$
  begin
    insert into change (batch, kind, sentence_id, label, old_label, current)
    select ${OWN_BATCH}, k.kind, sentence_id, n.label, o.label, n.current
    from new_rows n
    join old_rows o using (sentence_id)
    cross join lateral (values
      ('labelled', not n.corrected and not o.corrected and ${differs('label', 'model_version')}),
      ('described', n.current = o.current
        and ${differs('source', 'language', 'published_at', 'syndicated', 'boilerplate')}),
      ('current', n.current and not o.current),
      ('superseded', o.current and not n.current and exists (
        select from article_head h where h.article_id = n.article_id and h.revision is not null)),
      ('retracted', o.current and not n.current and not exists (
        select from article_head h where h.article_id = n.article_id and h.revision is not null))
    ) as k (kind, holds)
    where k.holds
    order by n.article_id, n.current, n.revision, n.sentence_index;
    return null;
  end $$`;

const CORRECTED = `create function record_corrected() returns trigger language plpgsql as $$
  begin
    insert into change (batch, kind, sentence_id, label, old_label, current)
    select ${OWN_BATCH}, 'corrected', sentence_id, n.label, s.label, s.current
    from new_rows n join sentence s using (sentence_id)
    order by n.number;
    return null;
  end $$`;

const TRIGGERS = [
  `create constraint trigger change_batch_placed after insert on change_batch
    deferrable initially deferred for each row execute function place_change_batch()`,
  `create trigger sentence_stored after insert on sentence referencing new table as new_rows
    for each statement execute function record_stored()`,
  `create trigger sentence_changed after update on sentence referencing old table as old_rows new table as new_rows
    for each statement execute function record_changed()`,
  `create trigger correction_made after insert on correction referencing new table as new_rows
    for each statement execute function record_corrected()`,
];

const DOWN = [
  'drop trigger correction_made on correction',
  'drop trigger sentence_changed on sentence',
  'drop trigger sentence_stored on sentence',
  'drop table change_horizon, change, change_batch',
  'drop function record_corrected, record_changed, record_stored, place_change_batch, change_batch_id',
  'drop sequence change_position',
];

/** What happens to sentences, in the order in which it was committed. */
export class ChangeFeed1764600000000 implements MigrationInterface {
  readonly name = 'ChangeFeed1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, BATCH, PLACE, STORED, CHANGED, CORRECTED, ...TRIGGERS]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
