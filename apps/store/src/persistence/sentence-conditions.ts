import type { Clock } from '../domain/clock.js';
import { clockOf, type SentenceFilter } from '../domain/sentence-filter.js';

/** Conditions on `sentence s`, joined by `and`, and what their parameters are. */
export interface Conditions {
  /** At least one condition. */
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The column of each clock. */
export const CLOCK_COLUMNS: Readonly<Record<Clock, string>> = {
  published: 's.published_at',
  received: 's.received_at',
  labelled: 's.labelled_at',
  stored: 's.stored_at',
};

/** The search of a filter as Postgres understands it; `words` names the parameter. */
export const searchOf = (words: string): string => `websearch_to_tsquery('english', ${words}::text)`;

/**
 * A filter as SQL: for lists, statistics, exports and the stream. Sentences on which no label counts are never among
 * what is found.
 *
 * What is true or false stands in the words of the statement, not in a parameter: a partial index is only taken where
 * its condition is certain.
 *
 * @param taken how many parameters the statement has before
 */
export function conditionsOf(filter: SentenceFilter, taken: number): Conditions {
  const parameters: unknown[] = [];
  const parameter = (value: unknown): string => `$${taken + parameters.push(value)}`;
  const label = filter.label === undefined ? 's.label is not null' : `s.label = ${parameter(filter.label)}`;
  const conditions = [stateOf(filter), label, ...flagsOf(filter), ...valuesOf(filter, parameter)];
  return { sql: conditions.join(' and '), parameters };
}

/** What a filter asks of a sentence apart from its label and from whether it is current; `true` where that is nothing. */
export function lastingConditionsOf(filter: SentenceFilter, taken: number): Conditions {
  const parameters: unknown[] = [];
  const parameter = (value: unknown): string => `$${taken + parameters.push(value)}`;
  return { sql: ['true', ...flagsOf(filter), ...valuesOf(filter, parameter)].join(' and '), parameters };
}

/** What came before its manifest is neither: nobody knows yet. */
const stateOf = ({ state }: SentenceFilter): string =>
  state === 'superseded' ? 'not s.current and s.received_at is not null' : 's.current';

function flagsOf({ corrected, needsReview, stories, boilerplate }: SentenceFilter): readonly string[] {
  const is = (column: string, wanted: boolean | undefined): readonly string[] =>
    wanted === undefined ? [] : [wanted ? column : `not ${column}`];
  return [
    ...is('s.corrected', corrected),
    ...is('s.needs_review', needsReview),
    ...is('s.syndicated', stories === 'distinct' ? false : undefined),
    ...is('s.boilerplate', boilerplate),
  ];
}

function valuesOf(filter: SentenceFilter, parameter: (value: unknown) => string): readonly string[] {
  const { minConfidence, none, maxNone, source, language, article, from, to, q } = filter;
  const time = CLOCK_COLUMNS[clockOf(filter) ?? 'stored'];
  const given = (value: unknown, condition: (parameter: string) => string): readonly string[] =>
    value === undefined ? [] : [condition(parameter(value))];
  return [
    ...given(minConfidence, (value) => `(s.confidence >= ${value}::float8 or s.corrected)`),
    ...given(none, (value) => `s.none_score >= ${value}::float8`),
    ...given(maxNone, (value) => `(s.none_score <= ${value}::float8 or s.corrected)`),
    ...given(source, (value) => `s.source = ${value}`),
    ...given(language, (value) => `s.language = ${value}`),
    ...given(article, (value) => `s.article_id = ${value}`),
    ...given(from, (value) => `${time} >= ${value}::timestamptz`),
    ...given(to, (value) => `${time} < ${value}::timestamptz`),
    ...given(q, (value) => `s.search @@ ${searchOf(value)}`),
  ];
}
