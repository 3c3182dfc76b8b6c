import { startTestStack, type TestStack } from '@sitrep/local-stack';
import { describeMessaging } from '@sitrep/testing';
import { afterAll, beforeAll } from 'vitest';

import { KafkaMessaging } from './kafka-messaging.js';

let stack: TestStack;
let messaging: KafkaMessaging;

beforeAll(async () => {
  stack = await startTestStack(process.env);
  messaging = new KafkaMessaging(stack.kafkaBrokers.split(','));
  await messaging.connect();
});

afterAll(async () => {
  await messaging.close();
  await stack.stop();
});

describeMessaging('Kafka', () => messaging);
