/** The only code that knows Kafka. */
export { backOffMs } from './back-off.js';
export type { Clock } from './clock.js';
export type { DeadLetterLimitOptions } from './dead-letter-limit.js';
export type { RecordDelivery, RecordStage } from './decode-batch.js';
export { endOnSignals, type EndProcess } from './end-on-signals.js';
export type { EventPublisher } from './event-publisher.js';
export { groupLag, type PartitionLag } from './group-lag.js';
export { createKafkaClient, createProducer } from './kafka-client.js';
export { KafkaBatchServer, type KafkaBatchServerOptions } from './kafka-batch-server.js';
export { KafkaEventPublisher } from './kafka-event-publisher.js';
export { createMessaging, type Messaging, type MessagingOptions } from './messaging.js';
export type { OutgoingRecord } from './outgoing-record.js';
export type { ConsumedRecord, RecordBatch } from './record-batch.js';
export { runService, type ServiceOptions } from './run-service.js';
export { Settlement } from './settlement.js';
export { StageRunner, type StageRunnerOptions } from './stage-runner.js';
export { newTraceparent } from './trace-parent.js';
export { ensureTopics, type TopicDifference, type TopicReport } from './topic-admin.js';
