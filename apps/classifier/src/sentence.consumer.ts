import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { SentenceExtracted } from '@sitrep/contracts';
import { StageRunner, type RecordBatch, type Settlement } from '@sitrep/messaging';

import { LabelSentencesStage } from './label-sentences.stage.js';

/** Takes extracted sentences, batch by batch. */
@Controller()
export class SentenceConsumer {
  constructor(
    private readonly runner: StageRunner,
    private readonly stage: LabelSentencesStage,
  ) {}

  @EventPattern<Record<string, RecordBatch>>(SentenceExtracted.topic)
  handle(@Payload() batch: RecordBatch): Promise<Settlement> {
    return this.runner.run(this.stage, batch);
  }
}
