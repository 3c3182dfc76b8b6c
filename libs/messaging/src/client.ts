/** What a plain client needs of Kafka: no Nest, so that a command starts quickly. */
export { groupLag } from './group-lag.js';
export { createKafkaClient, createProducer } from './kafka-client.js';
export { javaPartitioner } from './partitioner.js';
export { compareTopics, ensureTopics, type TopicDifference } from './topic-admin.js';
export { newTraceparent } from './trace-parent.js';
