import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { ArticleSubmitted } from '@sitrep/contracts';
import { StageRunner, type RecordBatch, type Settlement } from '@sitrep/messaging';

import { SplitArticlesStage } from './split-articles.stage.js';

/** Takes submitted articles, batch by batch. */
@Controller()
export class ArticleConsumer {
  constructor(
    private readonly runner: StageRunner,
    private readonly stage: SplitArticlesStage,
  ) {}

  @EventPattern<Record<string, RecordBatch>>(ArticleSubmitted.topic)
  handle(@Payload() batch: RecordBatch): Promise<Settlement> {
    return this.runner.run(this.stage, batch);
  }
}
