import { ArticleSubmitted, eventHeaders } from '@sitrep/contracts';
import { createProducer, javaPartitioner, newTraceparent } from '@sitrep/messaging/client';
import type { Message, PartitionMetadata, Producer } from 'kafkajs';

import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import type { FedArticle } from '../domain/fed-article.js';
import { kafkaFailure, type KafkaAccess } from '../io/kafka.js';

/** Where a record was appended. */
export interface Appended {
  readonly partition: number;
  /** Counts within the partition. */
  readonly offset: number;
}

/** Puts submissions on the input topic. */
export interface TopicWriter {
  /** Resolves, in the order given, when all in-sync replicas have them. Throws CommandFailure (unreachable) otherwise. */
  write(submissions: readonly FedArticle[]): Promise<readonly (Appended | TooLarge)[]>;
  close(): Promise<void>;
}

/** The topic takes no record of this size. */
export type TooLarge = 'too large';

const { topic } = ArticleSubmitted;
const ACKNOWLEDGE_WITHIN_MS = 10_000;

/**
 * Opens the input topic for writing.
 *
 * @throws CommandFailure (unreachable) when there is no broker, or no such topic
 */
export async function openTopic(access: KafkaAccess): Promise<TopicWriter> {
  const producer = createProducer(access.kafka);
  try {
    const partitions = await partitionsOf(access);
    await producer.connect();
    return new KafkaTopicWriter(producer, partitions, access.address);
  } catch (error) {
    throw kafkaFailure(access.address, error);
  }
}

async function partitionsOf({ kafka, address }: KafkaAccess): Promise<PartitionMetadata[]> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    // Asked for a topic that is not there, a broker may make it.
    if (!(await admin.listTopics()).includes(topic)) {
      throw new CommandFailure(
        EXIT.unreachable,
        `Kafka at ${address} has no topic ${topic}: make it with \`sitrep topics create\`.`,
      );
    }
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    return topics[0]?.partitions ?? [];
  } finally {
    await admin.disconnect();
  }
}

class KafkaTopicWriter implements TopicWriter {
  private readonly choosePartition = javaPartitioner();

  constructor(
    private readonly producer: Producer,
    private readonly partitionMetadata: PartitionMetadata[],
    private readonly address: string,
  ) {}

  async write(submissions: readonly FedArticle[]): Promise<readonly (Appended | TooLarge)[]> {
    const messages = submissions.map((submission) => this.messageOf(submission));
    try {
      const sent = await this.producer.send({ topic, acks: -1, timeout: ACKNOWLEDGE_WITHIN_MS, messages });
      return positions(messages, new Map(sent.map(({ partition, baseOffset }) => [partition, Number(baseOffset)])));
    } catch (error) {
      if (!isTooLarge(error)) throw kafkaFailure(this.address, error);
      if (submissions.length === 1) return ['too large'];
      const middle = Math.ceil(submissions.length / 2);
      const first = await this.write(submissions.slice(0, middle));
      return [...first, ...(await this.write(submissions.slice(middle)))];
    }
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }

  private messageOf({ event, articleId, value }: FedArticle): Message & { readonly partition: number } {
    const context = { source: '/sitrep/cli', time: Date.now(), traceparent: newTraceparent() };
    const message = {
      key: Buffer.from(articleId),
      value: value === null ? null : Buffer.from(value),
      headers: eventHeaders(ArticleSubmitted, event, context),
    };
    return {
      ...message,
      partition: this.choosePartition({ topic, partitionMetadata: this.partitionMetadata, message }),
    };
  }
}

/** The records of one send that go to one partition are appended together, in order. */
function positions(
  messages: readonly { readonly partition: number }[],
  baseOffsets: ReadonlyMap<number, number>,
): readonly Appended[] {
  const next = new Map(baseOffsets);
  return messages.map(({ partition }) => {
    const offset = next.get(partition) ?? -1;
    next.set(partition, offset + 1);
    return { partition, offset };
  });
}

/** kafkajs wraps what the broker said. */
function isTooLarge(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ((cause as { readonly type?: string }).type === 'MESSAGE_TOO_LARGE') return true;
  }
  return false;
}
