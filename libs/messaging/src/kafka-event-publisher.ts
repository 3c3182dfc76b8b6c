import { TransientFailure } from '@sitrep/pipeline';
import type { Kafka, Message, Producer, TopicMessages } from 'kafkajs';

import { type EventPublisher, RecordRefused } from './event-publisher.js';
import { createProducer } from './kafka-client.js';
import type { OutgoingRecord } from './outgoing-record.js';

/** How long a broker may wait for its replicas, in milliseconds. */
const ACKNOWLEDGE_WITHIN_MS = 10_000;

/** Publishes through kafkajs. */
export class KafkaEventPublisher implements EventPublisher {
  private readonly producer: Producer;
  private readonly sending = new Set<Promise<void>>();
  private connected = false;

  constructor(kafka: Kafka) {
    this.producer = createProducer(kafka);
    this.producer.on('producer.connect', () => void (this.connected = true));
    this.producer.on('producer.disconnect', () => void (this.connected = false));
  }

  /** Whether there is a connection to send on; one that breaks is made anew by the next send. */
  get isConnected(): boolean {
    return this.connected;
  }

  /** Connects; sends need it. Throws TransientFailure when no broker answers. */
  async connect(): Promise<void> {
    try {
      await this.producer.connect();
    } catch (error) {
      throw new TransientFailure(`No broker takes a connection: ${messageOf(error)}`, { cause: error });
    }
  }

  async send(records: readonly OutgoingRecord[]): Promise<void> {
    const sending = this.sendAll(records);
    this.sending.add(sending);
    try {
      await sending;
    } finally {
      this.sending.delete(sending);
    }
  }

  /** Waits for what is being sent, then disconnects: kafkajs itself does not wait. */
  async close(): Promise<void> {
    await Promise.allSettled(this.sending);
    await this.producer.disconnect();
  }

  private async sendAll(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    try {
      await this.producer.sendBatch({ acks: -1, timeout: ACKNOWLEDGE_WITHIN_MS, topicMessages: byTopic(records) });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal !== undefined && records.length > 1) return this.sendHalves(records);
      if (refusal !== undefined) throw new RecordRefused(refusal, { cause: error });
      throw new TransientFailure(`Kafka did not take ${records.length} records: ${messageOf(error)}`, { cause: error });
    }
  }

  /** A topic may be set to smaller batches than ours are, and of several records one may be at fault. */
  private async sendHalves(records: readonly OutgoingRecord[]): Promise<void> {
    const middle = Math.ceil(records.length / 2);
    await this.sendAll(records.slice(0, middle));
    await this.sendAll(records.slice(middle));
  }
}

function byTopic(records: readonly OutgoingRecord[]): TopicMessages[] {
  const topics = new Map<string, Message[]>();
  for (const { topic, key, value, headers } of records) {
    const messages = topics.get(topic);
    const message = { key, value, headers } as Message;
    if (messages === undefined) topics.set(topic, [message]);
    else messages.push(message);
  }
  return Array.from(topics, ([topic, messages]) => ({ topic, messages }));
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What the broker says of records that it does not take, by the name that kafkajs has for it. */
const REFUSALS: ReadonlySet<unknown> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
]);

/** Why the broker does not take a record; undefined when it said nothing of the kind. kafkajs wraps what it said. */
function refusalOf(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (REFUSALS.has((cause as { readonly type?: string }).type)) return cause.message;
  }
  return undefined;
}
