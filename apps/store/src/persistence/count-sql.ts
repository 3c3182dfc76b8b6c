import { LABELS } from '@sitrep/contracts';

/** The counts of a row: all sentences of each label, and those of them that need a review. */
export const COUNT_NAMES = LABELS.flatMap((label) => [label, `${label}_review`]);

const NAMES = COUNT_NAMES.join(', ');
const SUMS = COUNT_NAMES.map((name) => `sum(${name})`).join(', ');
const added = (table: string): string =>
  COUNT_NAMES.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ');

/**
 * Takes some changes and adds them to the roll-ups, in one statement: whoever reads sees them once, before and after.
 * $1: how many at most.
 */
export const FOLD_CHANGES = `
  with taken as (
    delete from count_change
    where ctid = any(array(select ctid from count_change limit $1))
    returning *
  ),
  timed as (
    select clock, coalesce(time, '-infinity') as at, taken.*
    from taken cross join lateral (values
      ('published', published_at), ('received', received_at), ('labelled', labelled_at), ('stored', stored_at))
      as each_clock (clock, time)
  ),
  by_time as (
    insert into count_by_time as t (clock, minutes, at, syndicated, boilerplate, ${NAMES})
    select clock, minutes, case when isfinite(at) then date_bin(minutes * interval '1 minute', at, 'epoch') else at end,
      syndicated, boilerplate, ${SUMS}
    from timed cross join (values (15), (60)) as each_length (minutes)
    group by 1, 2, 3, 4, 5
    on conflict (clock, minutes, at, syndicated, boilerplate) do update set ${added('t')}
  ),
  by_source as (
    insert into count_by_source as s (clock, source, at, language, syndicated, boilerplate, ${NAMES})
    select clock, source, at, language, syndicated, boilerplate, ${SUMS}
    from timed
    group by 1, 2, 3, 4, 5, 6
    on conflict (clock, source, at, language, syndicated, boilerplate) do update set ${added('s')}
  )
  select count(*)::integer as folded from taken`;
