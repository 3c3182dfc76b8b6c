import { InstanceStatus, topicSpecs } from '@sitrep/contracts';
import { startTestStack, type TestStack } from '@sitrep/local-stack';
import { eventually, silentLogger } from '@sitrep/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { GroupsWatch } from '../src/index.js';
import { createMessaging, type Messaging } from '../src/messaging.js';
import { note, TestKafka } from './test-kafka.js';

const HOUR_MS = 60 * 60 * 1000;

describe('watching the pipeline from outside', () => {
  let stack: TestStack;
  let test: TestKafka;
  let messaging: Messaging;

  beforeAll(async () => {
    stack = await startTestStack(process.env);
    test = await new TestKafka(stack.kafkaBrokers.split(',')).connect();
    await test.makeTopics(topicSpecs(1).filter(({ topic }) => topic === InstanceStatus.topic));
    messaging = createMessaging({
      ...{ brokers: stack.kafkaBrokers.split(','), service: 'watched', serviceVersion: '1', groupId: 'watched' },
      ...{ logger: silentLogger(), onFatal: () => undefined },
    });
  });

  afterAll(async () => {
    await messaging.close();
    await test.close();
    await stack.stop();
  });

  it('tells what a group that nobody runs has still to do, and since when', async () => {
    const { input, group } = await test.line(2);
    const watch = new GroupsWatch({
      kafka: test.kafka,
      groups: () => [{ group, topics: [input.topic, 'a topic that is not there'] }],
      logger: silentLogger(),
      everyMs: 100,
    });
    const old = String(Date.now() - HOUR_MS);
    await test.producer.send({
      topic: input.topic,
      acks: -1,
      messages: [
        { ...note('Old.'), partition: 0, timestamp: old },
        { ...note('New.'), partition: 0 },
      ],
    });
    watch.start();
    const seen = await eventually(
      () => watch.latest,
      (latest) => latest?.groups[0]?.partitions[0]?.inPerSecond !== undefined,
    );
    await watch.close();
    expect(watch.kafkaAnswers).toBe(true);
    expect(seen?.groups).toMatchObject([{ group, members: 0, partitions: [{ lag: 2 }, { lag: 0, oldestMs: 0 }] }]);
    const waited = seen?.groups[0]?.partitions[0]?.oldestMs ?? 0;
    expect(waited).toBeGreaterThan(HOUR_MS / 2);
    expect(waited).toBeLessThan(2 * HOUR_MS);
  });

  it('hears how an instance is, from its start to its end', async () => {
    const heard: InstanceStatus[] = [];
    const listener = messaging.listenTo(InstanceStatus, (status) => void heard.push(status));
    listener.start();
    messaging.reporter.start();
    const first = await eventually(
      () => heard[0],
      (status) => status !== undefined,
    );
    expect(first).toMatchObject({ service: 'watched', group: 'watched', version: '1', state: 'joining' });
    await messaging.reporter.close();
    await eventually(
      () => heard.at(-1)?.state,
      (state) => state === 'stopped',
    );
    await listener.close();
  });

  it('says that Kafka does not answer', async () => {
    const nobody = new TestKafka(['127.0.0.1:1']);
    const watch = new GroupsWatch({
      kafka: nobody.kafka,
      groups: () => [{ group: 'g', topics: [] }],
      logger: silentLogger(),
    });
    watch.start();
    expect([watch.kafkaAnswers, watch.latest]).toEqual([false, undefined]);
    await watch.close();
  });
});
