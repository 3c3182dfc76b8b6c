import { LABELS } from '@sitrep/contracts';

import type { Clock } from '../domain/clock.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { NO_TALLIES, partOf, sumOf, type Tallies, talliesBy, totalOf } from '../domain/tallies.js';
import { rollupMinutes, type Span } from '../domain/time-buckets.js';
import type { Reader } from './reader.js';
import { isRolledUp, rollupLengths, rollupRows, SUMS, TOTAL } from './rollup-sql.js';
import { CLOCK_COLUMNS, conditionsOf } from './sentence-conditions.js';

/** How counts were come by. */
export interface Basis {
  /** `rollup`: from counts that are kept as sentences change; `count`: sentence by sentence. */
  readonly basis: 'rollup' | 'count';
  /** More sentences match than are counted one by one: each count is "at least". */
  readonly isBound: boolean;
}

/** Counts of several spans of time, in the order in which they were asked for. */
export interface SpanCounts extends Basis {
  readonly spans: readonly Tallies[];
}

/** How far the sentences of a filter reach. Null: there are none. */
export interface Reach {
  /** To the quarter of an hour. */
  readonly first: number | null;
  readonly last: number | null;
  /** Sentences without a time of the clock. */
  readonly untimed: number;
}

/** Sums of the counts of a roll-up, by their names. */
export type SumRow = Readonly<Record<string, number>>;

/** Sentences that are counted one by one for one answer. */
export const MAX_COUNTED = 200_000;

/** The counts of rows with `label` and `needs_review`, as a roll-up would have them. */
export const LIVE_SUMS = LABELS.flatMap((label) => [
  `count(*) filter (where label = '${label}')::float8 as ${label}`,
  `count(*) filter (where label = '${label}' and needs_review)::float8 as ${label}_review`,
]).join(', ');

/** How roll-ups come by their counts. */
export const ROLLUP: Basis = { basis: 'rollup', isBound: false };

type SpanRow = SumRow & { readonly span: number };

/** Counts sentences by time. The times of a filter are not looked at: they are those of the spans. */
export class CountReader {
  constructor(private readonly reader: Reader) {}

  /** Counts between each edge and the next; `edges` ascend, in milliseconds since 1970. */
  async between(clock: Clock, edges: readonly number[], filter: SentenceFilter): Promise<SpanCounts> {
    const minutes = isRolledUp(filter) ? rollupMinutes(edges, rollupLengths(filter)) : undefined;
    if (minutes === undefined) return this.countBetween(clock, edges, filter);
    const rows = rollupRows(clock, minutes, filter, 1);
    const found = await this.reader.query<SpanRow>(
      `select width_bucket(at, $1::timestamptz[]) as span, ${SUMS} from ${rows.sql} as counted
      where ${withinEdges('at')}
      group by span`,
      [instants(edges), ...rows.parameters],
    );
    return { ...ROLLUP, spans: spread(found, edges.length - 1, filter) };
  }

  /** Counts in each span; they do not overlap. */
  async in(clock: Clock, spans: readonly Span[], filter: SentenceFilter): Promise<SpanCounts> {
    const edges = spans.flatMap(({ from, to }) => [from, to]);
    const minutes = isRolledUp(filter) ? rollupMinutes(edges, rollupLengths(filter)) : undefined;
    if (minutes === undefined) return this.countIn(clock, spans, filter);
    const rows = rollupRows(clock, minutes, filter, 2);
    const found = await this.reader.query<SpanRow>(
      // Summed up span by span, so that each is looked up in the index of times.
      `select n::integer as span, held.*
      from unnest($1::timestamptz[], $2::timestamptz[]) with ordinality as wanted (since, until, n)
      cross join lateral (select ${SUMS} from ${rows.sql} as counted where at >= since and at < until) as held`,
      [instants(spans.map(({ from }) => from)), instants(spans.map(({ to }) => to)), ...rows.parameters],
    );
    return { ...ROLLUP, spans: spread(found, spans.length, filter) };
  }

  /** How far what roll-ups know of a filter reaches: of a filter that they cannot answer, its wider part. */
  async reach(clock: Clock, filter: SentenceFilter): Promise<Reach> {
    const known = isRolledUp(filter) ? filter : {};
    const { sql, rolled, changes, parameters } = rollupRows(clock, 15, known, 0);
    // Each half by itself: only so is the first of them found by the index, and not by looking at all.
    const edge = (way: 'asc' | 'desc'): string => {
      const halves = [rolled, changes].map(
        (half) => `(select at from ${half} as half where at > '-infinity' and ${TOTAL} > 0 order by at ${way} limit 1)`,
      );
      return `extract(epoch from ${way === 'asc' ? 'least' : 'greatest'}(${halves.join(', ')}))::float8 * 1000`;
    };
    const [row] = await this.reader.query<SumRow & Pick<Reach, 'first' | 'last'>>(
      `select ${edge('asc')} as first, ${edge('desc')} as last, ${SUMS}
      from ${sql} as counted where at = '-infinity'`,
      parameters,
    );
    if (row === undefined) return { first: null, last: null, untimed: 0 };
    return { first: row.first, last: row.last, untimed: totalOf(partOf(talliesOf(row), known)) };
  }

  private async countBetween(clock: Clock, edges: readonly number[], filter: SentenceFilter): Promise<SpanCounts> {
    const { sql, parameters } = conditionsOf(timeless(filter), 1);
    const column = CLOCK_COLUMNS[clock];
    const found = await this.reader.query<SpanRow>(
      `select width_bucket(at, $1::timestamptz[]) as span, ${LIVE_SUMS}
      from (
        select ${column} as at, s.label, s.needs_review from sentence s
        where ${sql} and ${withinEdges(column)}
        limit ${MAX_COUNTED + 1}
      ) as found
      group by span`,
      [instants(edges), ...parameters],
    );
    const spans = spread(found, edges.length - 1, {});
    return { basis: 'count', isBound: totalOf(sumOf(spans)) > MAX_COUNTED, spans };
  }

  /** Spans may lie far apart: what is between them is counted, and left out. */
  private async countIn(clock: Clock, spans: readonly Span[], filter: SentenceFilter): Promise<SpanCounts> {
    const edges = spans.flatMap(({ from, to }) => [from, to]).toSorted((a, b) => a - b);
    const { spans: pieces, ...basis } = await this.countBetween(clock, edges, filter);
    const pieceOf = ({ from, to }: Span): Tallies =>
      sumOf(pieces.filter((_, nth) => (edges[nth] ?? to) >= from && (edges[nth + 1] ?? from) <= to));
    return { ...basis, spans: spans.map(pieceOf) };
  }
}

/** A filter without its times. */
export const timeless = (filter: SentenceFilter): SentenceFilter => ({
  ...filter,
  from: undefined,
  to: undefined,
  clock: undefined,
});

/** Times as Postgres takes them. */
export const instants = (times: readonly number[]): readonly string[] =>
  times.map((time) => new Date(time).toISOString());

/** The tallies that a row of sums holds. */
export const talliesOf = (row: SumRow): Tallies =>
  talliesBy((label) => ({ all: row[label] ?? 0, review: row[`${label}_review`] ?? 0 }));

const withinEdges = (at: string): string =>
  `${at} >= ($1::timestamptz[])[1] and ${at} < ($1::timestamptz[])[array_upper($1::timestamptz[], 1)]`;

function spread(found: readonly SpanRow[], number: number, filter: SentenceFilter): readonly Tallies[] {
  const spans = Array.from({ length: number }, () => NO_TALLIES);
  for (const row of found) spans[row.span - 1] = partOf(talliesOf(row), filter);
  return spans;
}
