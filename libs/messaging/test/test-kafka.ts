import type { EventContract } from '@sitrep/contracts';
import type { Stage } from '@sitrep/pipeline';
import { emit, outgoing } from '@sitrep/pipeline';
import { noteContract, silentLogger, type Note } from '@sitrep/testing';
import type { Admin, CompressionTypes as Compression, Kafka, Message, Producer } from 'kafkajs';

import {
  createKafkaClient,
  createProducer,
  patientClient,
  ensureTopics,
  groupLag,
  type KafkaBatchServer,
  type KafkaBatchServerOptions,
  KafkaEventPublisher,
  KafkaHealth,
  newTraceparent,
  type PartitionLag,
  type RecordBatch,
  StageRunner,
} from '../src/index.js';
import { CompressionTypes } from '../src/kafkajs/mended.js';
import { startConsumer } from './start-consumer.js';

/** A topic to read, one to write, and a group, that no other test uses. */
export interface Line {
  readonly input: EventContract<Note>;
  readonly output: EventContract<Note>;
  readonly group: string;
}

/** A consumer of a test that runs. */
export interface TestConsumer {
  readonly server: KafkaBatchServer;
  readonly health: KafkaHealth;
  /** Resolves with the reason when it can never go on. */
  readonly fatal: Promise<string>;
  stop(): Promise<void>;
}

type Handle = Stage<Note>['handle'];

let unique = 0;

/** A real Kafka with all that tests of the transport need. */
export class TestKafka {
  readonly kafka: Kafka;
  readonly patientKafka: Kafka;
  readonly admin: Admin;
  readonly producer: Producer;
  readonly publisher: KafkaEventPublisher;
  private consumers: TestConsumer[] = [];

  constructor(brokers: readonly string[]) {
    this.kafka = createKafkaClient(brokers, 'test', silentLogger());
    this.patientKafka = patientClient(brokers, 'test', silentLogger());
    this.admin = this.kafka.admin();
    this.producer = createProducer(this.kafka);
    this.publisher = new KafkaEventPublisher(this.kafka);
  }

  async connect(): Promise<this> {
    await Promise.all([this.admin.connect(), this.producer.connect(), this.publisher.connect()]);
    return this;
  }

  async close(): Promise<void> {
    await Promise.all([this.admin.disconnect(), this.producer.disconnect(), this.publisher.close()]);
  }

  /** Names for a test; the topics are made. */
  async line(partitions = 1, settings: Readonly<Record<string, string>> = {}): Promise<Line> {
    const id = `${process.pid}-${Date.now()}-${unique++}`;
    const line = { input: noteContract(`in-${id}`), output: noteContract(`out-${id}`), group: `group-${id}` };
    const topics = [line.input.topic, `${line.input.topic}.dlq`, line.output.topic];
    await this.makeTopics(topics.map((topic) => ({ topic, partitions, settings })));
    return line;
  }

  makeTopics(specs: Parameters<typeof ensureTopics>[1]): ReturnType<typeof ensureTopics> {
    return ensureTopics(this.kafka, specs, silentLogger());
  }

  async feed(
    { input }: Line,
    messages: readonly Message[],
    compression: Compression = CompressionTypes.None,
  ): Promise<void> {
    await this.producer.send({ topic: input.topic, acks: -1, compression, messages: [...messages] });
  }

  runner(group: string, options: Partial<ConstructorParameters<typeof StageRunner>[0]> = {}): StageRunner {
    const shared = { publisher: this.publisher, logger: silentLogger(), clock: Date.now, newTraceparent };
    return new StageRunner({ ...shared, source: '/sitrep/test', group, serviceVersion: '0.0.0-test', ...options });
  }

  /** Starts a consumer with a stage; left out, the stage writes what it reads. */
  async consume(line: Line, handle?: Handle, options: Partial<KafkaBatchServerOptions> = {}): Promise<TestConsumer> {
    const stage: Stage<Note> = { name: 'echo-notes', input: line.input, handle: handle ?? echoTo(line) };
    const runner = this.runner(line.group);
    return this.consumeBatches(line, (batch) => runner.run(stage, batch), options);
  }

  /** Starts a consumer with any handler of batches. */
  async consumeBatches(
    { input, group }: Line,
    handle: (batch: RecordBatch) => unknown,
    options: Partial<KafkaBatchServerOptions> = {},
  ): Promise<TestConsumer> {
    const { promise: fatal, resolve: onFatal } = Promise.withResolvers<string>();
    const all = { kafka: this.kafka, patientKafka: this.patientKafka, groupId: group, onFatal, ...options };
    const { server, app } = await startConsumer(all, [input.topic], handle);
    const consumer = { server, stop: () => app.close(), fatal, health: new KafkaHealth(server, this.publisher) };
    this.consumers.push(consumer);
    return consumer;
  }

  async stopConsumers(): Promise<void> {
    await Promise.all(this.consumers.map((consumer) => consumer.stop()));
    this.consumers = [];
  }

  lagOf({ group, input }: Line): Promise<readonly PartitionLag[]> {
    return groupLag(this.admin, group, [input.topic]);
  }

  /** What the group has still to do, in all. */
  async totalLag(line: Line): Promise<number> {
    return (await this.lagOf(line)).reduce((sum, { lag }) => sum + lag, 0);
  }
}

/** Writes what it reads. */
export function echoTo({ output }: Line): Handle {
  return async (batch) => batch.map(({ event }) => emit([outgoing(output, event)]));
}

/** A note as a message. */
export const note = (text: string, author = 'anna'): Message => ({
  key: author,
  value: JSON.stringify({ author, text }),
});
