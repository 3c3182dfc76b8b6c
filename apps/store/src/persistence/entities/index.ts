import { ApiKeyEntity } from './api-key.entity.js';
import { ArticleEntity } from './article.entity.js';
import { ArticleHeadEntity } from './article-head.entity.js';
import { ChangeEntity } from './change.entity.js';
import { ChangeBatchEntity } from './change-batch.entity.js';
import { ChangeHorizonEntity } from './change-horizon.entity.js';
import { ArticleSignatureEntity } from './article-signature.entity.js';
import { CorrectionEntity } from './correction.entity.js';
import { DeadLetterEntity } from './dead-letter.entity.js';
import { DeadLetterActEntity } from './dead-letter-act.entity.js';
import { DeadLetterReplayEntity } from './dead-letter-replay.entity.js';
import { HopEntity } from './hop.entity.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';
import { LabelEntity } from './label.entity.js';
import { LedgerEntity } from './ledger.entity.js';
import { ModelEntity } from './model.entity.js';
import { ModelActEntity } from './model-act.entity.js';
import { OutcomeEntity } from './outcome.entity.js';
import { SentenceEntity } from './sentence.entity.js';
import { SettlingEntity } from './settling.entity.js';

/** Every table of the store. */
export const ENTITIES = [
  ArticleEntity,
  ArticleHeadEntity,
  ArticleSignatureEntity,
  SentenceEntity,
  LabelEntity,
  ModelEntity,
  ModelActEntity,
  SettlingEntity,
  OutcomeEntity,
  HopEntity,
  DeadLetterEntity,
  DeadLetterReplayEntity,
  DeadLetterActEntity,
  CorrectionEntity,
  IdempotencyKeyEntity,
  ApiKeyEntity,
  LedgerEntity,
  ChangeBatchEntity,
  ChangeEntity,
  ChangeHorizonEntity,
];
