/** Which sentences are wanted. What is left out does not matter. */
export interface SentenceFilter {
  /** Only those whose label is, or is not, a person's. */
  readonly corrected?: boolean | undefined;
  /** Only those that a person should, or need not, look at. */
  readonly needsReview?: boolean | undefined;
  /** Only those whose model is at least so sure, and those that a person has labelled. */
  readonly minConfidence?: number | undefined;
  /** Only those of the article with this id. */
  readonly article?: string | undefined;
  /** Only those of articles from this source. */
  readonly source?: string | undefined;
}

/** Conditions on `sentence s`, to be put after others, and what their parameters are. */
export interface Conditions {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/**
 * What is true or false stands in the words of the statement, not in a parameter: a partial index is only taken where
 * its condition is certain.
 *
 * @param taken how many parameters the statement has before
 */
export function conditionsOf(filter: SentenceFilter, taken: number): Conditions {
  const parameters: unknown[] = [];
  const conditions: string[] = [];
  const parameter = (value: unknown): string => `$${taken + parameters.push(value)}`;
  const { corrected, needsReview, minConfidence, article, source } = filter;
  if (corrected !== undefined) conditions.push(corrected ? 's.corrected' : 'not s.corrected');
  if (needsReview !== undefined) conditions.push(needsReview ? 's.needs_review' : 'not s.needs_review');
  if (minConfidence !== undefined) {
    conditions.push(`(s.confidence >= ${parameter(minConfidence)}::float8 or s.corrected)`);
  }
  if (article !== undefined) conditions.push(`s.article_id = ${parameter(article)}`);
  if (source !== undefined) conditions.push(`s.source = ${parameter(source)}`);
  return { sql: conditions.map((condition) => `\n        and ${condition}`).join(''), parameters };
}
