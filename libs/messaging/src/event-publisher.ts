import { TransientFailure } from '@sitrep/pipeline';

import type { OutgoingRecord } from './outgoing-record.js';

/** Most bytes of a send: a broker's default limit for a record batch is 1 MiB, less what its framing takes. */
export const SEND_MAX_BYTES = 900_000;

/** Most records of a send: beyond about a thousand the cost of a record falls no further, and memory grows. */
export const SEND_MAX_RECORDS = 1_000;

/** Kafka will not take this record as it is: it is larger than its topic allows, or not valid for it. */
export class RecordRefused extends TransientFailure {}

/** Puts records on topics. */
export interface EventPublisher {
  /**
   * Resolves when all are acknowledged by all in-sync replicas. Records of one key keep their order.
   *
   * Throws TransientFailure otherwise; some of the records may have been appended then, and sending them again is right.
   * A single one throws RecordRefused when sending it again helps only after somebody has changed it, or its topic.
   *
   * @param records at most {@link SEND_MAX_RECORDS} and {@link SEND_MAX_BYTES}; a single one may be larger
   */
  send(records: readonly OutgoingRecord[]): Promise<void>;
}
