import type { MigrationInterface } from 'typeorm';

import { FirstTables1764000000000 } from './1764000000000-first-tables.js';
import { Traces1764100000000 } from './1764100000000-traces.js';
import { Corrections1764200000000 } from './1764200000000-corrections.js';
import { IdempotencyKeys1764300000000 } from './1764300000000-idempotency-keys.js';
import { SentenceFilters1764400000000 } from './1764400000000-sentence-filters.js';
import { SentenceLists1764500000000 } from './1764500000000-sentence-lists.js';
import { WideIndexes1764510000000 } from './1764510000000-wide-indexes.js';
import { SupersededLists1764520000000 } from './1764520000000-superseded-lists.js';
import { ChangeFeed1764600000000 } from './1764600000000-change-feed.js';
import { Webhooks1764610000000 } from './1764610000000-webhooks.js';
import { SavedSearches1764620000000 } from './1764620000000-saved-searches.js';
import { ApiKeys1764700000000 } from './1764700000000-api-keys.js';
import { DeadLetterWork1764800000000 } from './1764800000000-dead-letter-work.js';
import { Hops1764900000000 } from './1764900000000-hops.js';
import { ModelActs1764910000000 } from './1764910000000-model-acts.js';
import { Stories1765000000000 } from './1765000000000-stories.js';
import { SentenceCounts1765100000000 } from './1765100000000-sentence-counts.js';
import { AlertWebhooks1765200000000 } from './1765200000000-alert-webhooks.js';
import { MoreLists1765300000000 } from './1765300000000-more-lists.js';
import { ArticleTitles1765310000000 } from './1765310000000-article-titles.js';
import { PhrasesApart1765320000000 } from './1765320000000-phrases-apart.js';

/** Every migration, the oldest first. A list of classes: a pattern of file names that matches nothing fails silently. */
export const MIGRATIONS: readonly (new () => MigrationInterface)[] = [
  FirstTables1764000000000,
  Traces1764100000000,
  Corrections1764200000000,
  IdempotencyKeys1764300000000,
  SentenceFilters1764400000000,
  SentenceLists1764500000000,
  WideIndexes1764510000000,
  SupersededLists1764520000000,
  ChangeFeed1764600000000,
  Webhooks1764610000000,
  SavedSearches1764620000000,
  ApiKeys1764700000000,
  DeadLetterWork1764800000000,
  Hops1764900000000,
  ModelActs1764910000000,
  Stories1765000000000,
  SentenceCounts1765100000000,
  AlertWebhooks1765200000000,
  MoreLists1765300000000,
  ArticleTitles1765310000000,
  PhrasesApart1765320000000,
];
