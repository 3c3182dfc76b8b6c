import { Module, type DynamicModule } from '@nestjs/common';
import { StageRunner } from '@sitrep/messaging';
import { OperationsModule, type HealthIndicator } from '@sitrep/observability';

import { ArticleConsumer } from './article.consumer.js';
import { SplitArticlesStage } from './split-articles.stage.js';

/** The ingester: submitted articles in, outcomes and sentences out. */
@Module({})
export class IngesterModule {
  static with(parts: { readonly runner: StageRunner; readonly health: HealthIndicator }): DynamicModule {
    return {
      module: IngesterModule,
      imports: [OperationsModule.watching([parts.health])],
      controllers: [ArticleConsumer],
      providers: [{ provide: StageRunner, useValue: parts.runner }, SplitArticlesStage],
    };
  }
}
