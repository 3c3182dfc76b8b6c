/** The only code that knows Kafka. */
export type { DeadLetterLimitOptions } from './dead-letter-limit.js';
export { type EventPublisher, RecordRefused } from './event-publisher.js';
export { groupLag, type PartitionLag } from './group-lag.js';
export { GroupsWatch, type WatchedGroup } from './groups-watch.js';
export { createKafkaClient, createProducer, patientClient } from './kafka-client.js';
export { KafkaBatchServer, type KafkaBatchServerOptions } from './kafka-batch-server.js';
export { KafkaEventPublisher } from './kafka-event-publisher.js';
export { KafkaHealth } from './kafka-health.js';
export type { OutgoingRecord } from './outgoing-record.js';
export type { ConsumedRecord, RecordBatch } from './record-batch.js';
export type { Messaging } from './messaging.js';
export { runService } from './run-service.js';
export { Settlement } from './settlement.js';
export { StageRunner } from './stage-runner.js';
export { pause } from './time.js';
export type { TopicListener } from './topic-listener.js';
export { newTraceparent, validTraceparent } from './trace-parent.js';
export { ensureTopics } from './topic-admin.js';
