import { type ArticleOutcome, revisionOf } from '@sitrep/contracts';

import { isStorable, NOT_STORABLE } from './storable-text.js';

/**
 * What is wrong with an outcome that matches its schema, or `undefined`.
 *
 * A revision is the name of its text as it was split: under a wrong name one text could pass for another.
 */
export function outcomeProblem(event: ArticleOutcome): string | undefined {
  const texts = [...Object.values(event), event.origin.topic];
  if (texts.some((value) => typeof value === 'string' && !isStorable(value))) return NOT_STORABLE;
  if (event.outcome === 'split' && event.revision !== revisionOf(event.text, event.spansHash)) {
    return `revision ${event.revision} is not the name of the text that comes with it.`;
  }
  return undefined;
}
