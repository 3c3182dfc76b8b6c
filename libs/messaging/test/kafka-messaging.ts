import { TransientFailure } from '@sitrep/pipeline';
import type { ConsumerSetup, MessagingUnderTest, RecordRead, RecordToKeep, RunningConsumer } from '@sitrep/testing';
import type { Producer } from 'kafkajs';

import { groupLag, type EventPublisher } from '../src/index.js';
import { readTopic } from './read-topic.js';
import { startConsumer } from './start-consumer.js';
import { TestKafka } from './test-kafka.js';

/** The real thing: Kafka, kafkajs, the Nest transport and the runner. */
export class KafkaMessaging implements MessagingUnderTest {
  private readonly kafka: TestKafka;
  private publishingFails = false;

  constructor(brokers: readonly string[]) {
    this.kafka = new TestKafka(brokers);
  }

  async connect(): Promise<void> {
    await this.kafka.connect();
  }

  close(): Promise<void> {
    return this.kafka.close();
  }

  async createTopic(name: string): Promise<void> {
    await this.kafka.makeTopics([name, `${name}.dlq`].map((topic) => ({ topic, partitions: 1, settings: {} })));
  }

  async feed(topic: string, records: readonly RecordToKeep[]): Promise<void> {
    const messages = records.map(({ key = null, value, headers = {} }) => ({ key, value, headers }));
    const batch = { topic, acks: -1, messages: messages as Parameters<Producer['send']>[0]['messages'] };
    await this.kafka.producer.send(batch);
  }

  async start({ topic, group, handle, deadLetterLimit = {} }: ConsumerSetup): Promise<RunningConsumer> {
    let fatalReason: string | undefined;
    const runner = this.kafka.runner(group, { publisher: this.failingPublisher(), deadLetterLimit });
    const onFatal = (reason: string): void => void (fatalReason = reason);
    const { kafka, patientKafka } = this.kafka;
    const consumer = await startConsumer({ kafka, patientKafka, groupId: group, onFatal }, [topic], (batch) =>
      handle(runner, batch),
    );
    const heldBy = (): string | undefined => consumer.server.heldBy;
    return { fatalReason: () => fatalReason, heldBy, stop: () => consumer.app.close() };
  }

  read(topic: string): Promise<readonly RecordRead[]> {
    return readTopic(this.kafka.kafka, this.kafka.admin, topic);
  }

  async committed(group: string, topic: string): Promise<number> {
    const [lag] = await groupLag(this.kafka.admin, group, [topic]);
    return lag?.committed ?? 0;
  }

  failPublishing(fails: boolean): void {
    this.publishingFails = fails;
  }

  private failingPublisher(): EventPublisher {
    return {
      send: async (records) => {
        if (this.publishingFails) throw new TransientFailure('the broker is away');
        await this.kafka.publisher.send(records);
      },
    };
  }
}
