import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTS = ['military', 'diplomatic', 'humanitarian'].flatMap((label) => [
  { name: label, condition: `label = '${label}'` },
  { name: `${label}_review`, condition: `label = '${label}' and needs_review` },
]);
const NAMES = COUNTS.map(({ name }) => name).join(', ');
const COLUMNS = COUNTS.map(({ name }) => `${name} integer not null`).join(', ');

const quarterOf = (clock: string): string => `date_bin('15 minutes', ${clock}, 'epoch') as ${clock}`;

/** What is in all four clocks, the source and the flags alike is one change, whatever the number of sentences. */
const changesOf = (rows: string): string => `
    insert into count_change (
      source, language, syndicated, boilerplate, published_at, received_at, labelled_at, stored_at, ${NAMES})
    select coalesce(source, ''), coalesce(language, ''), syndicated, boilerplate,
      ${['published_at', 'received_at', 'labelled_at', 'stored_at'].map(quarterOf).join(', ')},
      ${COUNTS.map(({ condition }) => `coalesce(sum(sign) filter (where ${condition}), 0)`).join(', ')}
    from (${rows}) as row
    where current and label is not null
    group by 1, 2, 3, 4, 5, 6, 7, 8
    having ${COUNTS.map(({ condition }) => `sum(sign) filter (where ${condition}) <> 0`).join(' or ')};`;

const rowsOf = (table: string, sign: number): string => `
      select ${sign} as sign, source, language, syndicated, boilerplate, published_at, received_at, labelled_at, stored_at,
        current, label, needs_review
      from ${table}`;

const COUNT_SENTENCES = `
create function count_sentences() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then${changesOf(rowsOf('added', 1))}
  elsif tg_op = 'DELETE' then${changesOf(rowsOf('removed', -1))}
  else${changesOf(`${rowsOf('added', 1)}\n      union all${rowsOf('removed', -1)}`)}
  end if;
  return null;
end $$`;

const CLOCKS = ['published', 'received', 'labelled', 'stored'];
/** A sentence without a time is counted at the beginning of time: no range of time ever holds it. */
const EACH_CLOCK = `cross join lateral (values ${CLOCKS.map((clock) => `('${clock}', ${clock}_at)`).join(', ')})
    as each_clock (clock, time)`;

/** A table for each clock: a range of time is read by one clock, and lies on a fourth of the pages then. */
const partitionsOf = (table: string): readonly string[] =>
  CLOCKS.map(
    (clock) => `create table ${table}_${clock} partition of ${table} for values in ('${clock}') with (fillfactor = 80)`,
  );
const SUMS = COUNTS.map(({ name }) => `sum(${name})`).join(', ');

const UP = [
  `create table count_change (
    source text collate "C" not null, language text collate "C" not null,
    syndicated boolean not null, boilerplate boolean not null,
    published_at timestamptz, received_at timestamptz, labelled_at timestamptz, stored_at timestamptz, ${COLUMNS}
  ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000)`,
  `create table count_by_time (
    clock text collate "C" not null, minutes smallint not null, at timestamptz not null,
    syndicated boolean not null, boilerplate boolean not null, ${COLUMNS},
    constraint count_by_time_pkey primary key (clock, minutes, at, syndicated, boilerplate)
  ) partition by list (minutes)`,
  ...[15, 60].flatMap((minutes) => [
    `create table count_by_time_${minutes} partition of count_by_time for values in (${minutes})
      partition by list (clock)`,
    ...partitionsOf(`count_by_time_${minutes}`),
  ]),
  `create table count_by_source (
    clock text collate "C" not null, source text collate "C" not null, at timestamptz not null,
    language text collate "C" not null, syndicated boolean not null, boilerplate boolean not null, ${COLUMNS},
    constraint count_by_source_pkey primary key (clock, source, at, language, syndicated, boilerplate)
  ) partition by list (clock)`,
  ...partitionsOf('count_by_source'),
  'create index count_by_source_time on count_by_source (clock, at)',
  COUNT_SENTENCES,
  `create trigger sentence_counted_in after insert on sentence referencing new table as added
    for each statement execute function count_sentences()`,
  `create trigger sentence_counted_out after delete on sentence referencing old table as removed
    for each statement execute function count_sentences()`,
  `create trigger sentence_counted_anew after update on sentence referencing old table as removed new table as added
    for each statement execute function count_sentences()`,
  `create function forget_counts() returns trigger language plpgsql as $$
  begin
    truncate count_change, count_by_time, count_by_source;
    return null;
  end $$`,
  `create trigger sentence_counts_forgotten after truncate on sentence
    for each statement execute function forget_counts()`,
  // What is there already, as if it had just come in, and folded at once.
  `do $$ begin${changesOf(rowsOf('sentence', 1))}
  end $$`,
  `insert into count_by_time (clock, minutes, at, syndicated, boilerplate, ${NAMES})
    select clock, minutes, coalesce(date_bin(minutes * interval '1 minute', time, 'epoch'), '-infinity'),
      syndicated, boilerplate, ${SUMS}
    from count_change ${EACH_CLOCK} cross join (values (15), (60)) as each_length (minutes)
    group by 1, 2, 3, 4, 5`,
  `insert into count_by_source (clock, source, at, language, syndicated, boilerplate, ${NAMES})
    select clock, source, coalesce(time, '-infinity'), language, syndicated, boilerplate, ${SUMS}
    from count_change ${EACH_CLOCK}
    group by 1, 2, 3, 4, 5, 6`,
  'truncate count_change',
  // Of the many revisions those that are not wholly stored: a timeline asks for them.
  'create index ledger_open on ledger (article_id, revision) where split is distinct from stored',
  'create index correction_by_time on correction (made_at)',
];

const DOWN = [
  'drop index ledger_open, correction_by_time',
  `drop trigger sentence_counted_in on sentence`,
  `drop trigger sentence_counted_out on sentence`,
  `drop trigger sentence_counted_anew on sentence`,
  `drop trigger sentence_counts_forgotten on sentence`,
  'drop function count_sentences, forget_counts',
  'drop table count_change, count_by_time, count_by_source',
];

/**
 * Counts of current, labelled sentences, kept by the database itself: whatever statement changes a sentence also appends
 * what that changes in the counts. Nothing here is an entity.
 */
export class SentenceCounts1765100000000 implements MigrationInterface {
  readonly name = 'SentenceCounts1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
