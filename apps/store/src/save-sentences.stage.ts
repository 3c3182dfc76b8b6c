import { SentenceLabelled } from '@sitrep/contracts';
import { type Delivery, done, type Outcome, reject, type Stage } from '@sitrep/pipeline';

import type { SentenceRepository } from './ports.js';

/** Keeps labelled sentences. Nothing follows from them. */
export class SaveSentencesStage implements Stage<SentenceLabelled> {
  readonly name = 'save-sentences';
  readonly input = SentenceLabelled;

  constructor(private readonly sentences: SentenceRepository) {}

  async handle(batch: readonly Delivery<SentenceLabelled>[]): Promise<readonly Outcome[]> {
    const results = await this.sentences.save(batch);
    return results.map((refusal) => (refusal === undefined ? done() : reject(refusal.code, refusal.message)));
  }
}
