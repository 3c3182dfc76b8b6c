import { type DynamicModule, Module } from '@nestjs/common';
import { type EventPublisher, type Messaging, pause, StageRunner } from '@sitrep/messaging';
import { type HealthIndicator, type Logger, OperationsModule } from '@sitrep/observability';

import { ArticleOutcomeConsumer } from './article-outcome.consumer.js';
import type { BackgroundJob } from './background/background-job.js';
import { BackgroundRunner } from './background/background-runner.js';
import { FoldCountsJob } from './background/fold-counts.job.js';
import { settleLabelsJob } from './background/settle-labels.job.js';
import { KeepStories } from './background/keep-stories.js';
import { CountedSentences } from './counted-sentences.js';
import { type FeedSettings, feedJobs } from './changes/feed-jobs.js';
import { DeadLetterConsumer } from './dead-letter.consumer.js';
import { KafkaArticleFeed } from './kafka-article-feed.js';
import { LabelledSentenceConsumer } from './labelled-sentence.consumer.js';
import { AdvisoryLead } from './persistence/advisory-lead.js';
import { CountFolder } from './persistence/count-folder.js';
import { BatchWriter } from './persistence/batch-writer.js';
import type { Database } from './persistence/database.js';
import { DatabaseHealth } from './persistence/database-health.js';
import { PostgresDeadLetterRepository } from './persistence/dead-letter.repository.js';
import { measurementsOf } from './persistence/measurements.js';
import { PostgresOutcomeRepository } from './persistence/outcome.repository.js';
import { LabelSettler } from './persistence/label-settler.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import { PostgresReplayOutbox } from './persistence/replay-outbox.js';
import { PostgresSentenceRepository } from './persistence/sentence.repository.js';
import { StoryKeeper } from './persistence/story-keeper.js';
import { PipelineMonitor } from './pipeline-monitor.js';
import type { DeadLetterRepository, OutcomeRepository, SentenceRepository } from './ports.js';
import { QueryModule } from './query/query.module.js';
import { ReplaySender } from './replay-sender.js';
import { SaveDeadLettersStage } from './save-dead-letters.stage.js';
import { SaveOutcomesStage } from './save-outcomes.stage.js';
import { SaveSentencesStage } from './save-sentences.stage.js';

/** What the store is made of. */
export interface StoreParts extends Pick<Messaging, 'watchGroups' | 'listenTo'> {
  readonly runner: StageRunner;
  readonly health: HealthIndicator;
  readonly logger: Logger;
  readonly publisher: EventPublisher;
  readonly database: Database;
  readonly cursorSecret: string | undefined;
  readonly streamLimit: number;
  readonly feed: FeedSettings;
}

/** The store: outcomes, labelled sentences and dead letters in; an API out. */
@Module({})
export class StoreModule {
  static with({
    runner,
    health,
    logger,
    publisher,
    database,
    cursorSecret,
    streamLimit,
    feed,
    ...watching
  }: StoreParts): DynamicModule {
    const pipeline = new PipelineMonitor(watching);
    const persistence = PersistenceModule.over(database);
    const sender = new ReplaySender(new PostgresReplayOutbox(new BatchWriter(database.writer)), publisher, logger);
    return {
      module: StoreModule,
      imports: [
        persistence,
        QueryModule.of(persistence, new KafkaArticleFeed(publisher), cursorSecret, pipeline, sender, streamLimit),
        OperationsModule.watching([health, new DatabaseHealth(database)], measurementsOf(database)),
      ],
      controllers: [LabelledSentenceConsumer, ArticleOutcomeConsumer, DeadLetterConsumer],
      providers: [
        { provide: StageRunner, useValue: runner },
        { provide: PipelineMonitor, useFactory: () => pipeline },
        {
          provide: BackgroundRunner,
          useFactory: () =>
            new BackgroundRunner(
              [...backgroundJobs(database, sender), ...feedJobs(database, feed)],
              new AdvisoryLead(database.background),
              logger,
              pause,
            ),
        },
        {
          provide: SaveSentencesStage,
          inject: [PostgresSentenceRepository],
          useFactory: (sentences: SentenceRepository) => new SaveSentencesStage(new CountedSentences(sentences)),
        },
        {
          provide: SaveOutcomesStage,
          inject: [PostgresOutcomeRepository],
          useFactory: (outcomes: OutcomeRepository) => new SaveOutcomesStage(outcomes),
        },
        {
          provide: SaveDeadLettersStage,
          inject: [PostgresDeadLetterRepository],
          useFactory: (deadLetters: DeadLetterRepository) => new SaveDeadLettersStage(deadLetters),
        },
      ],
    };
  }
}

/** What goes on beside the pipeline; each job in one store at a time. */
function backgroundJobs({ background }: Database, replays: BackgroundJob): readonly BackgroundJob[] {
  const settler = new LabelSettler(new BatchWriter(background));
  return [
    new FoldCountsJob(new CountFolder(background)),
    new KeepStories(new StoryKeeper(background)),
    settleLabelsJob(settler, pause),
    replays,
  ];
}
