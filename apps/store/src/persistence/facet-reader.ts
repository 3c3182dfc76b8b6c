import { type Clock } from '../domain/clock.js';
import { clockOf, DEFAULT_CLOCK, type SentenceFilter } from '../domain/sentence-filter.js';
import { NO_TALLIES, partOf, type Tallies } from '../domain/tallies.js';
import { rollupMinutes } from '../domain/time-buckets.js';
import { type Basis, LIVE_SUMS, MAX_COUNTED, ROLLUP, type SumRow, talliesOf } from './count-reader.js';
import { COUNT_NAMES } from './count-sql.js';
import type { Reader } from './reader.js';
import { isRolledUp, type RollupFilter, rollupRows, SUMS, wantedOf } from './rollup-sql.js';
import { conditionsOf } from './sentence-conditions.js';

/** A value of a property, and how many sentences have it. An empty value: the article does not say. */
export interface FacetValue {
  readonly value: string;
  readonly number: number;
}

/** How many sentences that match a filter have which property. */
export interface Facets extends Basis {
  readonly tallies: Tallies;
  /** The most frequent first. */
  readonly sources: readonly FacetValue[];
  readonly languages: readonly FacetValue[];
}

/** Of each source and language first: what is asked of them is asked of few rows then. */
const COUNT_SUMS = COUNT_NAMES.map((name) => `sum(${name}) as ${name}`).join(', ');

interface FacetRow {
  readonly tallies: SumRow;
  readonly sources: readonly FacetValue[];
  readonly languages: readonly FacetValue[];
  readonly counted?: number;
}

/** So many values of a property are told. */
const MOST_VALUES = 20;

const mostOf = (name: string, from: string, number: string): string => `
  (select coalesce(json_agg(json_build_object('value', value, 'number', number) order by number desc, value), '[]')
  from (
    select ${name} as value, ${number} as number from ${from}
    group by 1 having ${number} > 0 order by number desc, value limit ${MOST_VALUES}
  ) as most) as ${name}s`;

/** Counts by property, for the API. */
export class FacetReader {
  constructor(private readonly reader: Reader) {}

  async of(filter: SentenceFilter): Promise<Facets> {
    const clock = clockOf(filter) ?? DEFAULT_CLOCK;
    const times = [filter.from, filter.to].flatMap((time) => (time === undefined ? [] : [Date.parse(time)]));
    const isRolled = isRolledUp(filter) && rollupMinutes(times, [15]) !== undefined;
    return isRolled ? this.rolled(clock, filter) : this.counted(filter);
  }

  private async rolled(clock: Clock, filter: RollupFilter & SentenceFilter): Promise<Facets> {
    const { sql, parameters } = rollupRows(clock, 15, filter, 2, true);
    const number = `sum(${wantedOf(filter)})::float8`;
    const [row] = await this.reader.query<FacetRow>(
      `with counted as (
        select source, language, ${COUNT_SUMS} from ${sql} as counted
        where ($1::timestamptz is null or at >= $1) and ($2::timestamptz is null or at < $2)
          and (at > '-infinity' or $1 is null and $2 is null)
        group by source, language
      )
      select (select to_json(sums) from (select ${SUMS} from counted) as sums) as tallies,
        ${mostOf('source', 'counted', number)}, ${mostOf('language', 'counted', number)}`,
      [filter.from, filter.to, ...parameters],
    );
    return { ...ROLLUP, ...facetsOf(row, filter) };
  }

  private async counted(filter: SentenceFilter): Promise<Facets> {
    const { sql, parameters } = conditionsOf(filter, 0);
    const [row] = await this.reader.query<FacetRow>(
      `with found as (
        select coalesce(s.source, '') as source, coalesce(s.language, '') as language, s.label, s.needs_review
        from sentence s where ${sql}
        limit ${MAX_COUNTED + 1}
      )
      select (select to_json(sums) from (select ${LIVE_SUMS} from found) as sums) as tallies,
        ${mostOf('source', 'found', 'count(*)')}, ${mostOf('language', 'found', 'count(*)')},
        (select count(*)::float8 from found) as counted`,
      parameters,
    );
    return { basis: 'count', isBound: (row?.counted ?? 0) > MAX_COUNTED, ...facetsOf(row, {}) };
  }
}

const facetsOf = (row: FacetRow | undefined, filter: RollupFilter): Omit<Facets, keyof Basis> => ({
  tallies: row === undefined ? NO_TALLIES : partOf(talliesOf(row.tallies), filter),
  sources: row?.sources ?? [],
  languages: row?.languages ?? [],
});
