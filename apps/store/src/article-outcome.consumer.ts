import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ArticleOutcome } from '@sitrep/contracts';
import { type RecordBatch, type Settlement, StageRunner } from '@sitrep/messaging';

import { SaveOutcomesStage } from './save-outcomes.stage.js';

/** Takes what became of the input records, batch by batch. */
@Controller()
export class ArticleOutcomeConsumer {
  constructor(
    private readonly runner: StageRunner,
    private readonly stage: SaveOutcomesStage,
  ) {}

  @EventPattern<Record<string, RecordBatch>>(ArticleOutcome.topic)
  handle(@Payload() batch: RecordBatch): Promise<Settlement> {
    return this.runner.run(this.stage, batch);
  }
}
