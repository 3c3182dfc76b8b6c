import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { SentenceLabelled } from '@sitrep/contracts';
import { type RecordBatch, type Settlement, StageRunner } from '@sitrep/messaging';

import { SaveSentencesStage } from './save-sentences.stage.js';

/** Takes labelled sentences, batch by batch. */
@Controller()
export class LabelledSentenceConsumer {
  constructor(
    private readonly runner: StageRunner,
    private readonly stage: SaveSentencesStage,
  ) {}

  @EventPattern<Record<string, RecordBatch>>(SentenceLabelled.topic)
  handle(@Payload() batch: RecordBatch): Promise<Settlement> {
    return this.runner.run(this.stage, batch);
  }
}
