import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { CONTRACTS, deadLetterTopicOf } from '@sitrep/contracts';
import { type RecordBatch, type Settlement, StageRunner } from '@sitrep/messaging';

import { SaveDeadLettersStage } from './save-dead-letters.stage.js';

const TOPICS = CONTRACTS.map(({ topic }) => deadLetterTopicOf(topic));

/** Takes the dead letters of all topics, as they came. */
@Controller()
export class DeadLetterConsumer {
  constructor(
    private readonly runner: StageRunner,
    private readonly stage: SaveDeadLettersStage,
  ) {}

  @EventPattern(TOPICS)
  handle(@Payload() batch: RecordBatch): Promise<Settlement> {
    return this.runner.runRaw(this.stage, batch);
  }
}
