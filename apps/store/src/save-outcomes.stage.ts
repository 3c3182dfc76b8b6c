import { ArticleOutcome } from '@sitrep/contracts';
import { type Delivery, done, type Outcome, reject, type Stage } from '@sitrep/pipeline';

import type { OutcomeRepository } from './ports.js';

/** Keeps what became of the input records. Nothing follows from it. */
export class SaveOutcomesStage implements Stage<ArticleOutcome> {
  readonly name = 'save-outcomes';
  readonly input = ArticleOutcome;

  constructor(private readonly outcomes: OutcomeRepository) {}

  async handle(batch: readonly Delivery<ArticleOutcome>[]): Promise<readonly Outcome[]> {
    const results = await this.outcomes.save(batch);
    return results.map((refusal) => (refusal === undefined ? done() : reject(refusal.code, refusal.message)));
  }
}
