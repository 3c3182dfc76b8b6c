import { type ArticleOutcome, revisionOf } from '@sitrep/contracts';

import { LONE_SURROGATE } from './sentence-problem.js';

/**
 * What is wrong with an outcome that matches its schema, or `undefined`.
 *
 * A revision is the name of its text: under a wrong name one text could pass for another.
 */
export function outcomeProblem(event: ArticleOutcome): string | undefined {
  if (Object.values(event).some((value) => typeof value === 'string' && !value.isWellFormed())) return LONE_SURROGATE;
  if (event.outcome === 'split' && event.revision !== revisionOf(event.text)) {
    return `revision ${event.revision} is not the name of the text that comes with it.`;
  }
  return undefined;
}
