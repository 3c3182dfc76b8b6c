import { DEAD_LETTER_HEADERS, deadLetterTopicOf, type RecordPosition, type RejectionCode } from '@sitrep/contracts';

import type { OutgoingRecord } from './outgoing-record.js';
import type { ConsumedRecord } from './record-batch.js';

/** How many of the original headers a dead letter keeps, and their bytes: what a record may have, and no more. */
const KEPT_HEADERS = 64;
const KEPT_HEADER_BYTES = 16 * 1024;

/** Why a record was rejected, and by whom. */
export interface Rejection {
  readonly position: RecordPosition;
  readonly code: RejectionCode;
  readonly message: string;
  readonly stage: string;
  readonly group: string;
  readonly serviceVersion: string;
}

/**
 * The record as it came (key, value, headers), with the facts of its rejection added. Of more headers than a record
 * may have the first ones are kept, and `dlq_headers_dropped` says how many are not.
 */
export function deadLetterOf(record: ConsumedRecord, rejection: Rejection): OutgoingRecord {
  const { position, code, message, stage, group, serviceVersion } = rejection;
  const { headers, dropped } = keptHeaders(record);
  return {
    topic: deadLetterTopicOf(position.topic),
    key: record.key,
    value: record.value,
    headers: {
      ...headers,
      [DEAD_LETTER_HEADERS.topic]: position.topic,
      [DEAD_LETTER_HEADERS.partition]: String(position.partition),
      [DEAD_LETTER_HEADERS.offset]: String(position.offset),
      [DEAD_LETTER_HEADERS.timestamp]: String(record.timestamp),
      [DEAD_LETTER_HEADERS.code]: code,
      [DEAD_LETTER_HEADERS.message]: message,
      [DEAD_LETTER_HEADERS.stage]: stage,
      [DEAD_LETTER_HEADERS.group]: group,
      [DEAD_LETTER_HEADERS.serviceVersion]: serviceVersion,
      ...(dropped > 0 && { [DEAD_LETTER_HEADERS.headersDropped]: String(dropped) }),
    },
  };
}

function keptHeaders(record: ConsumedRecord): { headers: Record<string, Uint8Array[]>; dropped: number } {
  // Without a prototype: a header may be called `__proto__`.
  const headers = Object.create(null) as Record<string, Uint8Array[]>;
  let kept = 0;
  let bytes = 0;
  for (const [name, first] of record.headers) {
    for (const value of [first, ...(record.repeatedHeaders?.get(name) ?? [])]) {
      bytes += Buffer.byteLength(name) + value.byteLength;
      if (kept >= KEPT_HEADERS || bytes > KEPT_HEADER_BYTES) return { headers, dropped: record.headerCount - kept };
      (headers[name] ??= []).push(value);
      kept++;
    }
  }
  return { headers, dropped: record.headerCount - kept };
}
