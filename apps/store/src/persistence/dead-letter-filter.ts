import type { DeadLetterFilter } from '../domain/dead-letter-work.js';

/** Conditions of a statement, to be put after others, and what their parameters are. */
interface Conditions {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * Conditions on `dead_letter d`, to be put after others.
 *
 * @param taken how many parameters the statement has before
 */
export function letterConditions(filter: DeadLetterFilter, taken: number): Conditions {
  const parameters: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: (parameter: string) => string, value: unknown): void => {
    if (value !== undefined) conditions.push(condition(`$${taken + parameters.push(value)}`));
  };
  add((topic) => `d.topic = ${topic}`, filter.topic);
  add((code) => `d.code = ${code}`, filter.code);
  add((status) => `d.status = ${status}`, filter.status);
  add((stage) => `d.stage = ${stage}`, filter.stage);
  add((article) => `d.article_id = ${article}`, filter.article);
  add((from) => `d.at >= ${from}::timestamptz`, filter.from);
  add((to) => `d.at < ${to}::timestamptz`, filter.to);
  return { sql: conditions.map((condition) => `\n    and ${condition}`).join(''), parameters };
}
