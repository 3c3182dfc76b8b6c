/**
 * A dead letter is the original record (key, value and headers as they came) on `<topic>.dlq`, with these headers
 * added. The names follow the `kafka_dlt-*` facts of spring-kafka, under our own prefix.
 */
export const DEAD_LETTER_HEADERS = {
  topic: 'dlq_original_topic',
  partition: 'dlq_original_partition',
  offset: 'dlq_original_offset',
  timestamp: 'dlq_original_timestamp',
  code: 'dlq_reason_code',
  message: 'dlq_reason_message',
  stage: 'dlq_stage',
  group: 'dlq_consumer_group',
  serviceVersion: 'dlq_service_version',
  /** How many of the original headers were left out, because they were over the limits; absent when none. */
  headersDropped: 'dlq_headers_dropped',
  /** On a record that was sent again: names the sending. What fails again is known by it as the same letter. */
  replay: 'dlq_replay',
  /** On a record that was sent again: how often it was, this time included. */
  attempt: 'dlq_attempt',
} as const;

/** Where the records go that a consumer of the topic cannot take. */
export const deadLetterTopicOf = (topic: string): string => `${topic}.dlq`;
