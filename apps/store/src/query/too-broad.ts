import type { SentenceFilter } from '../domain/sentence-filter.js';
import { howToNarrow, type Sort } from '../domain/sentence-order.js';
import { QuestionTooLong } from '../ports.js';
import { ProblemError } from './http/problem.js';

/** What was asked of the sentences. */
interface Question {
  readonly filter: SentenceFilter;
  readonly by?: Sort;
  readonly isCounted?: boolean;
}

/**
 * Asks, and when the answer would take longer than it may, says what to ask instead.
 *
 * @throws ProblemError `too-broad`
 */
export async function orTooBroad<Answer>(question: Question, ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof QuestionTooLong)) throw error;
    const hints = howToNarrow(question.filter, question.by, question.isCounted === true);
    throw new ProblemError(
      'too-broad',
      `The database worked on it for as long as it may. Narrow it: ${hints.join('; ')}.`,
    );
  }
}
