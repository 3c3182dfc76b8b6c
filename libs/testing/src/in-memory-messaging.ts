import { newTraceparent, StageRunner } from '@sitrep/messaging';

import { InMemoryBroker, type RecordToKeep } from './in-memory-broker.js';
import type { ConsumerSetup, MessagingUnderTest, RecordRead, RunningConsumer } from './messaging-conformance.js';
import { silentLogger } from './silent-logger.js';

/** The twin of Kafka with its transport: the same runner on a broker in memory. */
export class InMemoryMessaging implements MessagingUnderTest {
  readonly broker = new InMemoryBroker();

  createTopic(): Promise<void> {
    return Promise.resolve();
  }

  feed(topic: string, records: readonly RecordToKeep[]): Promise<void> {
    this.broker.append(topic, records);
    return Promise.resolve();
  }

  start({ topic, group, handle, deadLetterLimit = {} }: ConsumerSetup): Promise<RunningConsumer> {
    let fatalReason: string | undefined;
    let heldBy: string | undefined;
    const runner = new StageRunner({
      publisher: this.broker.publisher(),
      logger: silentLogger(),
      clock: Date.now,
      newTraceparent,
      source: '/sitrep/test',
      group,
      serviceVersion: '0.0.0-test',
      deadLetterLimit,
    });
    const consumption = this.broker.consume({
      group,
      topic,
      handle: (batch) => handle(runner, batch),
      onFatal: (reason) => (fatalReason = reason),
      onHold: (reason) => (heldBy = reason),
    });
    return Promise.resolve({ fatalReason: () => fatalReason, heldBy: () => heldBy, stop: () => consumption.stop() });
  }

  read(topic: string): Promise<readonly RecordRead[]> {
    const records = this.broker.read(topic).map(({ key, value, headers }) => ({
      key: key?.toString(),
      value,
      headers: new Map([...headers].map(([name, [first]]) => [name, String(first)])),
    }));
    return Promise.resolve(records);
  }

  committed(group: string, topic: string): Promise<number> {
    return Promise.resolve(this.broker.committedOf(group, topic));
  }

  failPublishing(fails: boolean): void {
    this.broker.setFailOnPublish(fails ? 'the broker is away' : undefined);
  }
}
