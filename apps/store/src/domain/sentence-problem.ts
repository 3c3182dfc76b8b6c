import { sentenceIdOf, type SentenceLabelled } from '@sitrep/contracts';

/**
 * What is wrong with a sentence that matches its schema, or `undefined`.
 *
 * Idempotence hangs on the id: one that does not name its own place could take the row of another sentence. Lone
 * surrogates would reach the table as U+FFFD without a word.
 */
export function sentenceProblem(event: SentenceLabelled): string | undefined {
  if (event.sentenceId !== sentenceIdOf(event.articleId, event.revision, event.index)) {
    return `sentenceId does not name sentence ${event.index} of revision ${event.revision} of its article.`;
  }
  if (!event.text.isWellFormed() || !event.modelVersion.isWellFormed()) return LONE_SURROGATE;
  return undefined;
}

/** What to say of text that is not Unicode. */
export const LONE_SURROGATE = 'A text has a lone surrogate: it is not Unicode.';
