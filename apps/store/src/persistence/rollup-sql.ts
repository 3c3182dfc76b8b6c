import { LABELS } from '@sitrep/contracts';

import type { Clock } from '../domain/clock.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { COUNT_NAMES } from './count-sql.js';

/** What of a filter roll-ups can answer: they know nothing of single sentences. Times are asked of them apart. */
export type RollupFilter = Pick<
  SentenceFilter,
  'label' | 'needsReview' | 'source' | 'language' | 'stories' | 'boilerplate'
>;

const KNOWN: ReadonlySet<string> = new Set<keyof RollupFilter>([
  'label',
  'needsReview',
  'source',
  'language',
  'stories',
  'boilerplate',
]);
const TIMES: ReadonlySet<string> = new Set<keyof SentenceFilter>(['from', 'to', 'clock']);

/** Whether roll-ups can answer for a filter, its times aside. */
export const isRolledUp = (filter: SentenceFilter): filter is RollupFilter =>
  Object.entries(filter).every(([name, value]) => value === undefined || KNOWN.has(name) || TIMES.has(name));

/** The lengths in minutes of the roll-ups that can answer for a filter. */
export const rollupLengths = (filter: RollupFilter): readonly number[] => (needsSource(filter) ? [15] : [15, 60]);

const needsSource = ({ source, language }: RollupFilter): boolean => source !== undefined || language !== undefined;

const COUNTS = COUNT_NAMES.join(', ');

/** The sums of the counts of rows. */
export const SUMS = COUNT_NAMES.map((name) => `coalesce(sum(${name}), 0)::float8 as ${name}`).join(', ');

/** All sentences that a row counts. */
export const TOTAL = COUNT_NAMES.filter((name) => !name.endsWith('_review')).join(' + ');

/** What of a row's counts a filter wants. */
export function wantedOf({ label, needsReview }: RollupFilter): string {
  const labels = label === undefined ? LABELS : [label];
  const all = labels.join(' + ');
  const review = labels.map((name) => `${name}_review`).join(' + ');
  if (needsReview === undefined) return all;
  return needsReview ? review : `${all} - (${review})`;
}

/** Rows of counts, as subqueries, and their parameters. */
export interface RollupRows {
  /** All of them. */
  readonly sql: string;
  /** Those that are rolled up, which an index has in the order of their times. */
  readonly rolled: string;
  /** Those that are not yet: a few. */
  readonly changes: string;
  readonly parameters: readonly unknown[];
}

/**
 * The rows of the roll-ups that a filter wants, and the changes that are not in them yet, in one statement and so at one
 * moment: the time `at`, and the counts. Label and need of review are columns, and not filtered here. A sentence without the time of
 * the clock is at `-infinity`.
 *
 * @param minutes length of the roll-up, one of {@link rollupLengths}
 * @param taken how many parameters the statement has before
 * @param bySource with columns `source` and `language`, empty where the article has none; only with 15 minutes
 */
export function rollupRows(
  clock: Clock,
  minutes: number,
  filter: RollupFilter,
  taken: number,
  bySource = needsSource(filter),
): RollupRows {
  const parameters: unknown[] = [];
  const { source, language, stories, boilerplate } = filter;
  const conditions = [
    ...(source === undefined ? [] : [`source = $${taken + parameters.push(source)}`]),
    ...(language === undefined ? [] : [`language = $${taken + parameters.push(language)}`]),
    ...(stories === 'distinct' ? ['not syndicated'] : []),
    ...(boilerplate === undefined ? [] : [boilerplate ? 'boilerplate' : 'not boilerplate']),
  ];
  const where = conditions.map((condition) => ` and ${condition}`).join('');
  const columns = `${bySource ? 'source, language, ' : ''}${COUNTS}`;
  const table = bySource ? 'count_by_source where' : `count_by_time where minutes = ${minutes} and`;
  const rolled = `select at, ${columns} from ${table} clock = '${clock}'${where}`;
  const changes = `select coalesce(date_bin('${minutes} minutes', ${clock}_at, 'epoch'), '-infinity') as at, ${columns}
    from count_change where true${where}`;
  return { sql: `(${rolled} union all ${changes})`, rolled: `(${rolled})`, changes: `(${changes})`, parameters };
}
