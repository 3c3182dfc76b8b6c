import { randomBytes } from 'node:crypto';

import { type DynamicModule, Module } from '@nestjs/common';

import { AccessController } from '../access/access.controller.js';
import { KeyRing } from '../access/key-ring.js';
import { KeysController } from '../access/keys.controller.js';
import type { ArticleFeed, IdempotencyRepository, KeyRepository, PipelineState } from '../ports.js';
import { PostgresIdempotencyRepository } from '../persistence/idempotency.repository.js';
import { PostgresKeyRepository } from '../persistence/key.repository.js';
import { ArticleHistoryController } from './articles/article-history.controller.js';
import { ArticlesController } from './articles/articles.controller.js';
import { CHANGE_CONTROLLERS, changeProviders } from './changes/change-parts.js';
import { CorrectionsController } from './sentences/corrections.controller.js';
import { CursorSigner } from './cursor.js';
import { DeadLetterController } from './dead-letters/dead-letter.controller.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { ExportsController } from './sentences/exports.controller.js';
import { ARTICLE_FEED, FeedController } from './articles/feed.controller.js';
import { Idempotency } from './http/idempotency.js';
import { LedgerController } from './pipeline/ledger.controller.js';
import { PIPELINE_STATE, PipelineController } from './pipeline/pipeline.controller.js';
import { REPLAY_SENDER, type ReplaySending } from './dead-letters/replay-sending.js';
import { ModelsController } from './models/models.controller.js';
import { QualityController } from './models/quality.controller.js';
import { SentenceController } from './sentences/sentence.controller.js';
import { SentencesController } from './sentences/sentences.controller.js';
import { StoryController } from './articles/story.controller.js';
import { StatsController } from './stats/stats.controller.js';

const SECRET_BYTES = 32;

/** Everything that answers. */
export const CONTROLLERS = [
  ArticlesController,
  StoryController,
  ArticleHistoryController,
  FeedController,
  SentencesController,
  SentenceController,
  ExportsController,
  CorrectionsController,
  DeadLettersController,
  DeadLetterController,
  ModelsController,
  QualityController,
  LedgerController,
  AccessController,
  KeysController,
  PipelineController,
  StatsController,
  ...CHANGE_CONTROLLERS,
];

/** Where nobody watches: in tests, and where the API is described. */
const UNWATCHED: PipelineState = {
  now: () => ({ kafkaAnswers: false, measuredAt: undefined, groups: [], instances: [] }),
};

/** The API. Takes its readers from the module that is given. */
@Module({})
export class QueryModule {
  /**
   * @param feed where articles go that are handed in
   * @param cursorSecret signs cursors; left out, one is made that ends with the process
   * @param pipeline knows how groups and instances are; left out, nothing is known of them
   * @param sender of dead letters that are to be sent again; left out, they wait for another store's
   * @param streamLimit most streams of changes at once; left out, 200
   */
  static of(
    readers: DynamicModule,
    feed: ArticleFeed,
    cursorSecret: string | undefined,
    pipeline: PipelineState = UNWATCHED,
    sender: ReplaySending = { send: () => Promise.resolve() },
    streamLimit?: number,
  ): DynamicModule {
    return {
      module: QueryModule,
      imports: [readers],
      controllers: CONTROLLERS,
      providers: [
        { provide: ARTICLE_FEED, useValue: feed },
        { provide: PIPELINE_STATE, useValue: pipeline },
        { provide: REPLAY_SENDER, useValue: sender },
        {
          provide: Idempotency,
          inject: [PostgresIdempotencyRepository],
          useFactory: (requests: IdempotencyRepository) => new Idempotency(requests),
        },
        {
          provide: KeyRing,
          inject: [PostgresKeyRepository],
          useFactory: (keys: KeyRepository) => new KeyRing(keys),
        },
        ...changeProviders(streamLimit),
        { provide: CursorSigner, useFactory: () => new CursorSigner(cursorSecret ?? randomBytes(SECRET_BYTES)) },
      ],
    };
  }
}
