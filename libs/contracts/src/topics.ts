import { ArticleOutcome } from './article-outcome.js';
import { ArticleSubmitted } from './article-submitted.js';
import { deadLetterTopicOf } from './dead-letter.js';
import type { EventContract } from './event-contract.js';
import { InstanceStatus } from './instance-status.js';
import { DEAD_LETTER_HEADROOM_BYTES } from './limits.js';
import { SentenceExtracted } from './sentence-extracted.js';
import { SentenceLabelled } from './sentence-labelled.js';

/** How a topic is to be. */
export interface TopicSpec {
  readonly topic: string;
  readonly partitions: number;
  /** Topic settings as Kafka names them. */
  readonly settings: Readonly<Record<string, string>>;
}

/** All events of the pipeline, in the order in which they flow. */
export const CONTRACTS = [ArticleSubmitted, ArticleOutcome, SentenceExtracted, SentenceLabelled] as const;

/** These, and what the services say of themselves beside it. */
export const EVERY_CONTRACT = [...CONTRACTS, InstanceStatus] as const;

/** Enough for six instances of a service; more partitions cost a small machine more than they give. */
const PARTITIONS = 6;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The input topic is written by strangers. */
const OPEN_TO_ALL = {
  // The broker's clock orders the revisions of an article; a producer's clock may run backwards.
  'message.timestamp.type': 'LogAppendTime',
  // The broker unpacks what it takes, and refuses what unpacks to more than a record may have: no bomb reaches a consumer.
  'compression.type': 'uncompressed',
};

/** Every topic that is needed: one for each event of the pipeline, and its dead letters; and that of the instances. */
export function topicSpecs(partitions = PARTITIONS): readonly TopicSpec[] {
  return [
    ...CONTRACTS.flatMap((contract) => [eventTopic(contract, partitions), deadLetterTopic(contract)]),
    INSTANCE_TOPIC,
  ];
}

/** Of each instance the last word is kept, and for a day: instances come and go. */
const INSTANCE_TOPIC: TopicSpec = {
  topic: InstanceStatus.topic,
  partitions: 1,
  settings: {
    'max.message.bytes': String(InstanceStatus.maxBytes),
    'cleanup.policy': 'compact,delete',
    'retention.ms': String(DAY_MS),
  },
};

function eventTopic(contract: Pick<EventContract<never>, 'topic' | 'maxBytes'>, partitions: number): TopicSpec {
  return {
    topic: contract.topic,
    partitions,
    settings: {
      'max.message.bytes': String(contract.maxBytes),
      'retention.ms': String(7 * DAY_MS),
      ...(contract.topic === ArticleSubmitted.topic && OPEN_TO_ALL),
    },
  };
}

function deadLetterTopic(contract: Pick<EventContract<never>, 'topic' | 'maxBytes'>): TopicSpec {
  return {
    topic: deadLetterTopicOf(contract.topic),
    partitions: 1,
    settings: {
      'max.message.bytes': String(2 * contract.maxBytes + DEAD_LETTER_HEADROOM_BYTES),
      'retention.ms': String(30 * DAY_MS),
    },
  };
}
