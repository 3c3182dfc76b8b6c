import type { IHeaders, KafkaMessage } from 'kafkajs';

import type { ConsumedRecord } from './record-batch.js';

/** What kafkajs decoded, in our terms. The bytes are not copied: they live as long as the fetched batch. */
export function recordOfMessage({ key, value, headers = {}, offset, timestamp }: KafkaMessage): ConsumedRecord {
  return {
    key,
    value,
    ...readHeaders(headers),
    offset: Number(offset),
    timestamp: Number(timestamp),
  };
}

type HeaderParts = Pick<ConsumedRecord, 'headers' | 'headerCount' | 'repeatedHeaders'>;

const EMPTY = new Uint8Array();

function readHeaders(headers: IHeaders): HeaderParts {
  const first = new Map<string, Uint8Array>();
  let repeated: Map<string, readonly Uint8Array[]> | undefined;
  let headerCount = 0;
  for (const name in headers) {
    const value = headers[name];
    if (Array.isArray(value)) {
      const [head = EMPTY, ...rest] = value.map(bytesOf);
      first.set(name, head);
      repeated = (repeated ?? new Map<string, readonly Uint8Array[]>()).set(name, rest);
      headerCount += value.length;
    } else {
      first.set(name, bytesOf(value));
      headerCount++;
    }
  }
  return { headers: first, headerCount, repeatedHeaders: repeated };
}

/** A header may be null on the wire. */
const bytesOf = (value: Buffer | string | null | undefined): Uint8Array =>
  typeof value === 'string' ? Buffer.from(value) : (value ?? EMPTY);
