import { TransientFailure } from '@sitrep/pipeline';
import {
  silentLogger,
  type ConsumerSetup,
  type MessagingUnderTest,
  type RecordRead,
  type RecordToKeep,
  type RunningConsumer,
} from '@sitrep/testing';
import type { Admin, Kafka, Producer } from 'kafkajs';

import {
  createKafkaClient,
  createProducer,
  patientClient,
  ensureTopics,
  groupLag,
  KafkaEventPublisher,
  newTraceparent,
  type EventPublisher,
  StageRunner,
} from '../src/index.js';
import { readTopic } from './read-topic.js';
import { startConsumer } from './start-consumer.js';

/** The real thing: Kafka, kafkajs, the Nest transport and the runner. */
export class KafkaMessaging implements MessagingUnderTest {
  private readonly kafka: Kafka;
  private readonly patientKafka: Kafka;
  private readonly admin: Admin;
  private readonly producer: Producer;
  private readonly publisher: KafkaEventPublisher;
  private publishingFails = false;

  constructor(brokers: readonly string[]) {
    this.kafka = createKafkaClient(brokers, 'conformance', silentLogger());
    this.patientKafka = patientClient(brokers, 'conformance', silentLogger());
    this.admin = this.kafka.admin();
    this.producer = createProducer(this.kafka);
    this.publisher = new KafkaEventPublisher(this.kafka);
  }

  async connect(): Promise<void> {
    await Promise.all([this.admin.connect(), this.producer.connect(), this.publisher.connect()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.admin.disconnect(), this.producer.disconnect(), this.publisher.close()]);
  }

  async createTopic(name: string): Promise<void> {
    const specs = [name, `${name}.dlq`].map((topic) => ({ topic, partitions: 1, settings: {} }));
    await ensureTopics(this.kafka, specs, silentLogger());
  }

  async feed(topic: string, records: readonly RecordToKeep[]): Promise<void> {
    const messages = records.map(({ key = null, value, headers = {} }) => ({ key, value, headers }));
    await this.producer.send({ topic, acks: -1, messages: messages as Parameters<Producer['send']>[0]['messages'] });
  }

  async start({ topic, group, handle, deadLetterLimit = {} }: ConsumerSetup): Promise<RunningConsumer> {
    let fatalReason: string | undefined;
    const runner = new StageRunner({
      publisher: this.failingPublisher(),
      logger: silentLogger(),
      clock: Date.now,
      newTraceparent,
      source: '/sitrep/test',
      group,
      serviceVersion: '0.0.0-test',
      deadLetterLimit,
    });
    const onFatal = (reason: string): void => void (fatalReason = reason);
    const consumer = await startConsumer(
      { kafka: this.kafka, patientKafka: this.patientKafka, groupId: group, onFatal },
      [topic],
      (batch) => handle(runner, batch),
    );
    const heldBy = (): string | undefined => consumer.server.heldBy;
    return { fatalReason: () => fatalReason, heldBy, stop: () => consumer.app.close() };
  }

  read(topic: string): Promise<readonly RecordRead[]> {
    return readTopic(this.kafka, this.admin, topic);
  }

  async committed(group: string, topic: string): Promise<number> {
    const [lag] = await groupLag(this.admin, group, [topic]);
    return lag?.committed ?? 0;
  }

  failPublishing(fails: boolean): void {
    this.publishingFails = fails;
  }

  private failingPublisher(): EventPublisher {
    return {
      send: async (records) => {
        if (this.publishingFails) throw new TransientFailure('the broker is away');
        await this.publisher.send(records);
      },
    };
  }
}
