import { ArticleOutcome } from './article-outcome.js';
import { ArticleSubmitted } from './article-submitted.js';
import { deadLetterTopicOf } from './dead-letter.js';
import { SentenceExtracted } from './sentence-extracted.js';
import { SentenceLabelled } from './sentence-labelled.js';
import { CONTRACTS } from './topics.js';

/** A consumer group and what it reads. */
export interface ConsumerGroup {
  readonly group: string;
  readonly topics: readonly string[];
}

/** The groups of the three services as they are called by default, in the order in which an article meets them. */
export const CONSUMER_GROUPS = [
  { service: 'ingester', group: 'sitrep-ingester', topics: [ArticleSubmitted.topic] },
  { service: 'classifier', group: 'sitrep-classifier', topics: [SentenceExtracted.topic] },
  {
    service: 'store',
    group: 'sitrep-store',
    topics: [ArticleOutcome.topic, SentenceLabelled.topic, ...CONTRACTS.map(({ topic }) => deadLetterTopicOf(topic))],
  },
] as const satisfies readonly (ConsumerGroup & { readonly service: string })[];
