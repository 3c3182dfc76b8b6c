import type { BackgroundJob } from '../background/background-job.js';
import { AlertChangeReader } from '../persistence/alert-change-reader.js';
import { BatchWriter } from '../persistence/batch-writer.js';
import { ChangePruner } from '../persistence/change-pruner.js';
import { ChangeReader } from '../persistence/change-reader.js';
import type { Database } from '../persistence/database.js';
import { Reader } from '../persistence/reader.js';
import { PostgresSearchRepository, PostgresStoredCounter } from '../persistence/search.repository.js';
import { PostgresWebhookRepository } from '../persistence/webhook.repository.js';
import { parseFilter } from '../query/filter-parameters.js';
import { webhookFeeds } from '../query/changes/webhook-feeds.js';
import type { Reach } from '../webhooks/address-policy.js';
import { DeliverWebhooksJob } from '../webhooks/deliver-webhooks.job.js';
import { httpSender } from '../webhooks/http-sender.js';
import { WatchSearchesJob } from '../searches/watch-searches.job.js';
import { ForgetChangesJob } from './forget-changes.job.js';

/** What the work around the feed depends on. */
export interface FeedSettings {
  readonly changeRetentionHours: number;
  readonly webhookReach: Reach;
}

/** The work around the feed: to forget what is old, to deliver what is new, and to watch what was asked to be watched. */
export function feedJobs({ background }: Database, settings: FeedSettings): readonly BackgroundJob[] {
  const writer = new BatchWriter(background);
  const reader = new Reader(background);
  return [
    new ForgetChangesJob(new ChangePruner(writer), settings.changeRetentionHours),
    new DeliverWebhooksJob({
      webhooks: new PostgresWebhookRepository(writer),
      feeds: webhookFeeds(new ChangeReader(reader), new AlertChangeReader(reader)),
      send: httpSender(settings.webhookReach),
      clock: Date.now,
      chance: Math.random,
    }),
    new WatchSearchesJob(
      new PostgresSearchRepository(writer),
      new PostgresStoredCounter(reader),
      parseFilter,
      Date.now,
    ),
  ];
}
