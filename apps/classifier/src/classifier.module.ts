import { Module, type DynamicModule } from '@nestjs/common';
import { StageRunner } from '@sitrep/messaging';
import { OperationsModule, type HealthIndicator } from '@sitrep/observability';

import { LabelSentencesStage } from './label-sentences.stage.js';
import { SentenceConsumer } from './sentence.consumer.js';

/** The classifier: sentences in, labelled sentences out. */
@Module({})
export class ClassifierModule {
  static with(parts: {
    readonly runner: StageRunner;
    readonly health: HealthIndicator;
    readonly stage: LabelSentencesStage;
  }): DynamicModule {
    return {
      module: ClassifierModule,
      imports: [OperationsModule.watching([parts.health])],
      controllers: [SentenceConsumer],
      providers: [
        { provide: StageRunner, useValue: parts.runner },
        { provide: LabelSentencesStage, useValue: parts.stage },
      ],
    };
  }
}
