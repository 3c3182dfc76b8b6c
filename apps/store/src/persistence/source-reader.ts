import { WEEK_MS } from '../domain/change.js';
import type { Clock } from '../domain/clock.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { partOf, type Tallies } from '../domain/tallies.js';
import { rollupMinutes, type Span } from '../domain/time-buckets.js';
import {
  type Basis,
  instants,
  LIVE_SUMS,
  MAX_COUNTED,
  ROLLUP,
  type SumRow,
  talliesOf,
  timeless,
} from './count-reader.js';
import { COUNT_NAMES } from './count-sql.js';
import type { Reader } from './reader.js';
import { isRolledUp, type RollupFilter, rollupRows, SUMS, TOTAL, wantedOf } from './rollup-sql.js';
import { CLOCK_COLUMNS, conditionsOf } from './sentence-conditions.js';

/** Which sources a page has. */
export interface SourcePageRequest {
  readonly clock: Clock;
  readonly span: Span;
  readonly filter: SentenceFilter;
  readonly limit: number;
  /** Only what comes after this source in the order of the list. */
  readonly after?: { readonly volume: number; readonly source: string } | undefined;
}

/** A source, and what came of it. */
export interface SourceCounts {
  /** Empty for articles without one. */
  readonly source: string;
  readonly volume: number;
  readonly tallies: Tallies;
}

/** When a source was heard, by the time at which its articles were received; milliseconds since 1970. */
export interface SourceHabit {
  readonly source: string;
  /** To the quarter of an hour; null where nothing current is left of it. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  /** From one quarter of an hour in which something was received to the next one, over the last four weeks. */
  readonly gapsMs: readonly number[];
}

/** How many weeks tell what is usual for a source. */
const HABIT_WEEKS = 4;

/** Sources for the API. */
export class SourceReader {
  constructor(private readonly reader: Reader) {}

  /**
   * Sources, those with the most sentences first. Where roll-ups can answer that is every source of current sentences,
   * be there none in the span; else it is those with sentences that match.
   */
  async page(request: SourcePageRequest): Promise<SourcePage> {
    const { span, filter } = request;
    const isRolled = isRolledUp(filter) && rollupMinutes([span.from, span.to], [15]) !== undefined;
    return isRolled ? this.rolledPage(request, filter) : this.countedPage(request);
  }

  /** When these sources were heard. */
  async habits(sources: readonly string[], now: number): Promise<readonly SourceHabit[]> {
    const { sql, rolled, changes, parameters } = rollupRows('received', 15, {}, 2, true);
    const edge = (way: 'asc' | 'desc'): string => {
      const halves = [rolled, changes].map(
        (half) => `(select at from ${half} as half
          where half.source = wanted.source and at > '-infinity' and ${TOTAL} > 0 order by at ${way} limit 1)`,
      );
      return `${way === 'asc' ? 'least' : 'greatest'}(${halves.join(', ')})`;
    };
    return this.reader.query<SourceHabit>(
      `with heard as (
        select source, at, lead(at) over (partition by source order by at) as next
        from ${sql} as counted
        where source = any($1::text[]) and at >= $2::timestamptz
        group by source, at having sum(${TOTAL}) > 0
      ),
      gaps as (
        select source, array_agg(extract(epoch from next - at)::float8 * 1000) as gaps
        from heard where next is not null group by source
      )
      select wanted.source, extract(epoch from ${edge('asc')})::float8 * 1000 as "firstAt",
        extract(epoch from greatest(${edge('desc')}, latest.received_at))::float8 * 1000 as "lastAt",
        coalesce(gaps, '{}') as "gapsMs"
      from unnest($1::text[]) as wanted (source) left join gaps on gaps.source = wanted.source
      left join lateral (
        select s.received_at from sentence s
        where s.current and s.source = wanted.source
        order by s.stored_at desc, s.position desc limit 1
      ) as latest on true`,
      [[...sources], ...instants([now - HABIT_WEEKS * WEEK_MS]), ...parameters],
    );
  }

  /** The names are found by leaping from one to the next in the index: there are many more rows than sources. */
  private async rolledPage(request: SourcePageRequest, filter: RollupFilter): Promise<SourcePage> {
    const { source: only, ...rest } = filter;
    const { sql, rolled, changes, parameters } = rollupRows(request.clock, 15, rest, 6, true);
    const rows = await this.reader.query<SourceRow>(
      `with recursive named as (
        (select source from ${rolled} as half where $6::text is null or source >= $6 order by source limit 1)
        union all
        select (select source from ${rolled} as half where half.source > named.source order by source limit 1)
        from named where named.source is not null and $6::text is null
      ),
      known as (
        select source from named where source is not null and ($6::text is null or source = $6)
          and exists (select from ${rolled} as half where half.source = named.source and ${TOTAL} > 0)
        union
        select source from ${changes} as half where ($6::text is null or source = $6) and ${TOTAL} > 0
      ),
      held as (
        select source, ${SUMS} from ${sql} as counted
        where at >= $1::timestamptz and at < $2::timestamptz and ($6::text is null or source = $6)
        group by source
      ),
      listed as (
        select known.source, coalesce(${wantedOf(filter)}, 0) as volume,
          ${COUNT_NAMES.map((name) => `coalesce(${name}, 0) as ${name}`).join(', ')}
        from known left join held on held.source = known.source
      )
      ${PAGE}`,
      [...placeOf(request), only, ...parameters],
    );
    return { ...ROLLUP, items: rows.map((row) => countsOf(row, filter)) };
  }

  private async countedPage(request: SourcePageRequest): Promise<SourcePage> {
    const { clock, filter } = request;
    const { sql, parameters } = conditionsOf(timeless(filter), 5);
    const column = CLOCK_COLUMNS[clock];
    const rows = await this.reader.query<SourceRow & { readonly counted: number }>(
      `with found as (
        select coalesce(s.source, '') collate "C" as source, s.label, s.needs_review from sentence s
        where ${sql} and ${column} >= $1::timestamptz and ${column} < $2::timestamptz
        limit ${MAX_COUNTED + 1}
      ),
      listed as (
        select source, count(*)::float8 as volume, ${LIVE_SUMS}, (select count(*) from found)::float8 as counted
        from found group by source
      )
      ${PAGE}`,
      [...placeOf(request), ...parameters],
    );
    const isBound = (rows[0]?.counted ?? 0) > MAX_COUNTED;
    return { basis: 'count', isBound, items: rows.map((row) => countsOf(row, {})) };
  }
}

type SourcePage = Basis & { readonly items: readonly SourceCounts[] };
type SourceRow = SumRow & { readonly source: string; readonly volume: number };

/** $1 and $2: the span. $3: how many. $4 and $5: volume and name of the source before. */
const PAGE = `
      select * from listed
      where $4::float8 is null or volume < $4 or (volume = $4 and source > $5)
      order by volume desc, source
      limit $3`;

const placeOf = ({ span, limit, after }: SourcePageRequest): readonly unknown[] => [
  ...instants([span.from, span.to]),
  limit,
  after?.volume,
  after?.source ?? '',
];

const countsOf = (row: SourceRow, filter: RollupFilter): SourceCounts => ({
  source: row.source,
  volume: row.volume,
  tallies: partOf(talliesOf(row), filter),
});
