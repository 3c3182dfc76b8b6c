import { done, type Outcome } from '@sitrep/pipeline';

import { type DeadLetterDelivery, readDeadLetter } from './domain/dead-letter.js';
import type { DeadLetterRepository } from './ports.js';

/**
 * Keeps dead letters. It takes records as they came, for nothing may be expected of them, and rejects none: a dead
 * letter of a dead letter would go round for ever.
 */
export class SaveDeadLettersStage {
  readonly name = 'save-dead-letters';

  constructor(private readonly deadLetters: DeadLetterRepository) {}

  async handle(batch: readonly DeadLetterDelivery[]): Promise<readonly Outcome[]> {
    await this.deadLetters.save(batch.map(readDeadLetter));
    return batch.map(() => done());
  }
}
