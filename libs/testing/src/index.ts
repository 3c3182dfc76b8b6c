/** In-memory twins, builders and suites for tests. Never imported by production. */
export { EventStreamClient } from './event-stream.js';
export { eventually } from './eventually.js';
export type { RecordToKeep } from './in-memory-broker.js';
export {
  describeMessaging,
  type ConsumerSetup,
  type MessagingUnderTest,
  type RecordRead,
  type RunningConsumer,
} from './messaging-conformance.js';
export { describeSentenceClassifier } from './sentence-classifier-conformance.js';
export { silentLogger } from './silent-logger.js';
export { noteContract, type Note } from './test-contracts.js';
export { describeCorrections } from './store/correction-conformance.js';
export { dumpPostgres } from './store/dump-postgres.js';
export { InMemoryStore } from './store/in-memory-store.js';
export { describeModels } from './store/model-conformance.js';
export { describeStore } from './store/store-conformance.js';
export {
  deliveryOf,
  labelledEvent,
  NOON,
  rejectedEvent,
  retractedEvent,
  splitEvent,
  traceparentOf,
} from './store/store-events.js';
export { startTestDatabase, type TestDatabase } from './store/test-database.js';
