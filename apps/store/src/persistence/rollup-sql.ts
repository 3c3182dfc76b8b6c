import { type Clock, CLOCKS } from '../domain/clock.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { COUNT_NAMES } from './count-sql.js';

/** What roll-ups know of a sentence besides its label and its times. */
const KNOWN = ['source', 'language', 'syndicated', 'boilerplate'] as const;
type Known = (typeof KNOWN)[number];

/** Whether the roll-ups can answer for a filter: they know nothing of single sentences. */
export function isRolledUp(filter: SentenceFilter): boolean {
  const { label: _label, needsReview: _review, ...rest } = filter;
  return Object.entries(rest).every(([name, value]) => value === undefined || KNOWN.some((known) => known === name));
}

/** The length in minutes of the roll-ups that can answer for a filter. */
export const rollupLengths = (filter: Partial<Record<Known, unknown>>): readonly number[] =>
  needsSource(filter) ? [15] : [15, 60];

const needsSource = ({ source, language }: Partial<Record<Known, unknown>>): boolean =>
  source !== undefined || language !== undefined;

const COUNTS = COUNT_NAMES.join(', ');

/** The sums of the counts of rows. */
export const SUMS = COUNT_NAMES.map((name) => `coalesce(sum(${name}), 0)::float8 as ${name}`).join(', ');

/** All sentences that rows count. */
export const TOTAL = COUNT_NAMES.filter((name) => !name.endsWith('_review')).join(' + ');

/** Whole numbers, from the column of a clock to the name of it: never a text of somebody's. */
const columnOf = (clock: Clock): string => `${CLOCKS.find((known) => known === clock) ?? 'stored'}_at`;

/** Rows of counts with `at`, and their parameters. */
export interface RollupRows {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * The rows of the roll-ups that a filter wants, and the changes that are not in them yet, in one statement and so at one
 * moment. A sentence without the time of the clock is at `-infinity`.
 *
 * @param minutes length of the roll-up, by {@link rollupLengths}
 * @param taken how many parameters the statement has before
 * @param bySource with columns `source` and `language`, empty where the article has none
 */
export function rollupRows(
  clock: Clock,
  minutes: number,
  filter: Partial<Record<Known, unknown>>,
  taken: number,
  bySource = false,
): RollupRows {
  const parameters: unknown[] = [];
  const conditions: string[] = [];
  for (const name of KNOWN) {
    const value = filter[name];
    if (value !== undefined) conditions.push(` and ${name} = $${taken + parameters.push(value)}`);
  }
  const where = conditions.join('');
  const fromSource = bySource || needsSource(filter);
  const columns = `${fromSource ? 'source, language, ' : ''}${COUNTS}`;
  const rolled = fromSource ? 'count_by_source where' : `count_by_time where minutes = ${minutes} and`;
  const at = `date_bin('${minutes} minutes', ${columnOf(clock)}, 'epoch')`;
  return {
    sql: `(
    select at, ${columns} from ${rolled} clock = '${clock}'${where}
    union all
    select coalesce(${at}, '-infinity'), ${columns} from count_change where true${where}
  )`,
    parameters,
  };
}
