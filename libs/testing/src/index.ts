/** In-memory twins, builders and suites for tests. Never imported by production. */
export { eventually } from './eventually.js';
export { InMemoryBroker, type KeptRecord, type RecordToKeep } from './in-memory-broker.js';
export { InMemoryMessaging } from './in-memory-messaging.js';
export {
  describeMessaging,
  type ConsumerSetup,
  type MessagingUnderTest,
  type RecordRead,
  type RunningConsumer,
} from './messaging-conformance.js';
export { silentLogger } from './silent-logger.js';
export { noteContract, type Note } from './test-contracts.js';
