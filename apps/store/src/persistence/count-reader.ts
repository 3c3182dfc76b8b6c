import { LABELS } from '@sitrep/contracts';

import type { Clock } from '../domain/clock.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { NO_TALLIES, partOf, sumOf, type Tallies, talliesBy, type TallyFilter } from '../domain/tallies.js';
import { rollupMinutes } from '../domain/time-buckets.js';
import type { Reader } from './reader.js';
import { isRolledUp, rollupLengths, rollupRows, SUMS, TOTAL } from './rollup-sql.js';
import { conditionsOf } from './sentence-conditions.js';

/** Which sentences are counted: current ones with a label that counts. */
export type CountFilter = SentenceFilter & TallyFilter;

/** How counts were come by. */
export interface Basis {
  /** `rollup`: from counts that are kept as sentences change; `count`: sentence by sentence. */
  readonly basis: 'rollup' | 'count';
  /** There are more sentences than are counted one by one: each count is "at least". */
  readonly isBound: boolean;
}

/** Counts of several spans of time, in the order in which they were asked for. */
export interface SpanCounts extends Basis {
  readonly spans: readonly Tallies[];
}

/** A span of time in milliseconds since 1970, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Sums of the counts of a roll-up. */
export type SumRow = Readonly<Record<string, number>>;

/** Sentences that are counted one by one for one answer. */
export const MAX_COUNTED = 200_000;

const ROLLUP: Basis = { basis: 'rollup', isBound: false };

/** Counts sentences by time. */
export class CountReader {
  constructor(private readonly reader: Reader) {}

  /** Counts between each edge and the next; `edges` ascend, in milliseconds since 1970. */
  async between(clock: Clock, edges: readonly number[], filter: CountFilter): Promise<SpanCounts> {
    const minutes = isRolledUp(filter) ? rollupMinutes(edges, rollupLengths(filter)) : undefined;
    if (minutes === undefined) return this.countBetween(clock, edges, filter);
    const rows = rollupRows(clock, minutes, filter, 1);
    const found = await this.reader.query<SumRow & { readonly span: number }>(
      `select width_bucket(at, $1::timestamptz[]) as span, ${SUMS} from ${rows.sql} as counted
      where at >= ($1::timestamptz[])[1] and at < ($1::timestamptz[])[array_upper($1::timestamptz[], 1)]
      group by span`,
      [instants(edges), ...rows.parameters],
    );
    return { ...ROLLUP, spans: spread(found, edges.length - 1, filter) };
  }

  /** Counts in each span; they do not overlap. */
  async in(clock: Clock, spans: readonly Span[], filter: CountFilter): Promise<SpanCounts> {
    const edges = spans.flatMap(({ from, to }) => [from, to]);
    const minutes = isRolledUp(filter) ? rollupMinutes(edges, rollupLengths(filter)) : undefined;
    if (minutes === undefined) return this.countIn(clock, spans, filter);
    const rows = rollupRows(clock, minutes, filter, 2);
    const found = await this.reader.query<SumRow & { readonly span: number }>(
      `select n::integer as span, ${SUMS}
      from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as wanted (since, until, n)
      cross join lateral (select * from ${rows.sql} as counted where at >= since and at < until) as held
      group by span`,
      [instants(spans.map(({ from }) => from)), instants(spans.map(({ to }) => to)), ...rows.parameters],
    );
    return { ...ROLLUP, spans: spread(found, spans.length, filter) };
  }

  /** When the first and the last sentence that the filter wants are, to the quarter of an hour, and how many have no time. */
  async reach(
    clock: Clock,
    filter: CountFilter,
  ): Promise<{ readonly first: number | null; readonly last: number | null; readonly untimed: number | null }> {
    if (!isRolledUp(filter)) return { first: null, last: null, untimed: null };
    const { sql, parameters } = rollupRows(clock, 15, filter, 0);
    const edge = (way: 'asc' | 'desc'): string => `(
      select extract(epoch from at)::float8 * 1000 from ${sql} as counted
      where ${TOTAL} > 0 and at > '-infinity' order by at ${way} limit 1)`;
    const [row] = await this.reader.query<SumRow & { readonly first: number | null; readonly last: number | null }>(
      `select ${edge('asc')} as first, ${edge('desc')} as last, ${SUMS}
      from ${sql} as counted where at = '-infinity'`,
      parameters,
    );
    const untimed = partOf(row === undefined ? NO_TALLIES : talliesOf(row), filter);
    const { first = null, last = null } = row ?? {};
    return { first, last, untimed: LABELS.reduce((sum, label) => sum + untimed[label].all, 0) };
  }

  private async countBetween(clock: Clock, edges: readonly number[], filter: CountFilter): Promise<SpanCounts> {
    const { sql, parameters } = conditionsOf(filter, 1);
    const found = await this.reader.query<LiveRow>(
      `select width_bucket(at, $1::timestamptz[]) as span, label, needs_review, count(*)::float8 as number
      from (
        select s.${clock}_at as at, s.label, s.needs_review from sentence s
        where ${sql}
          and s.${clock}_at >= ($1::timestamptz[])[1]
          and s.${clock}_at < ($1::timestamptz[])[array_upper($1::timestamptz[], 1)]
        limit ${MAX_COUNTED + 1}
      ) as found
      group by 1, 2, 3`,
      [instants(edges), ...parameters],
    );
    return liveCounts(found, edges.length - 1);
  }

  /** Spans may lie far apart: what is between them is counted, and left out. */
  private async countIn(clock: Clock, spans: readonly Span[], filter: CountFilter): Promise<SpanCounts> {
    const edges = spans.flatMap(({ from, to }) => [from, to]).toSorted((a, b) => a - b);
    const { spans: pieces, ...basis } = await this.countBetween(clock, edges, filter);
    const pieceOf = ({ from, to }: Span): Tallies =>
      sumOf(pieces.filter((_, nth) => (edges[nth] ?? 0) >= from && (edges[nth + 1] ?? 0) <= to));
    return { ...basis, spans: spans.map(pieceOf) };
  }
}

interface LiveRow {
  readonly span: number;
  readonly label: (typeof LABELS)[number];
  readonly needs_review: boolean | null;
  readonly number: number;
}

const instants = (times: readonly number[]): readonly string[] => times.map((time) => new Date(time).toISOString());

/** The tallies that a row of sums holds. */
export const talliesOf = (row: SumRow): Tallies =>
  talliesBy((label) => ({ all: row[label] ?? 0, review: row[`${label}_review`] ?? 0 }));

function spread(
  found: readonly (SumRow & { readonly span: number })[],
  number: number,
  filter: TallyFilter,
): readonly Tallies[] {
  const spans = Array.from({ length: number }, () => NO_TALLIES);
  for (const row of found) spans[row.span - 1] = partOf(talliesOf(row), filter);
  return spans;
}

function liveCounts(found: readonly LiveRow[], number: number): SpanCounts {
  const counted = found.reduce((sum, row) => sum + row.number, 0);
  const spans = Array.from({ length: number }, (_, nth) => {
    const rows = found.filter(({ span }) => span === nth + 1);
    return talliesBy((label) => ({ all: sumRows(rows, label, false), review: sumRows(rows, label, true) }));
  });
  return { basis: 'count', isBound: counted > MAX_COUNTED, spans };
}

const sumRows = (rows: readonly LiveRow[], label: string, review: boolean): number =>
  rows
    .filter((row) => row.label === label && (!review || row.needs_review === true))
    .reduce((sum, row) => sum + row.number, 0);
