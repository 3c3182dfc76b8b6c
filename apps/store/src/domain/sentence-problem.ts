import { sentenceIdOf, type SentenceLabelled } from '@sitrep/contracts';

import { isStorable, NOT_STORABLE } from './storable-text.js';

/**
 * What is wrong with a sentence that matches its schema, or `undefined`.
 *
 * Idempotence hangs on the id: one that does not name its own place could take the row of another sentence.
 */
export function sentenceProblem(event: SentenceLabelled): string | undefined {
  if (event.sentenceId !== sentenceIdOf(event.articleId, event.revision, event.index)) {
    return `sentenceId does not name sentence ${event.index} of revision ${event.revision} of its article.`;
  }
  const { text, modelVersion, evidence } = event;
  const isSound = isStorable(text) && isStorable(modelVersion) && evidence.every((word) => isStorable(word.text));
  return isSound ? undefined : NOT_STORABLE;
}
