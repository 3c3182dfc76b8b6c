import { eventHeaders, type EventContext } from '@sitrep/contracts';
import type { OutgoingEvent } from '@sitrep/pipeline';

/** Header values: text or bytes; several values make a repeated header. */
export type OutgoingHeaders = Readonly<Record<string, string | Uint8Array | readonly Uint8Array[]>>;

/** A record on its way to a topic, in bytes. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: OutgoingHeaders;
}

/** An event is larger than its topic takes. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
}

/**
 * Serialises an event once.
 *
 * @throws EventTooLarge when the value has more bytes than the contract allows
 */
export function recordOf({ contract, event }: OutgoingEvent, context: EventContext): OutgoingRecord {
  const value = Buffer.from(JSON.stringify(event));
  if (value.byteLength > contract.maxBytes) {
    throw new EventTooLarge(
      `An event for ${contract.topic} has ${value.byteLength} bytes; at most ${contract.maxBytes} are taken.`,
    );
  }
  return {
    topic: contract.topic,
    key: Buffer.from(contract.key(event)),
    value,
    headers: eventHeaders(contract, event, context),
  };
}

/** Upper bound of what the framing of a record and of each header adds to its bytes (varints of lengths and deltas). */
const RECORD_FRAME_BYTES = 40;
const HEADER_FRAME_BYTES = 8;

/** About how many bytes the record takes on the wire; never too few. */
export function wireBytesOf({ key, value, headers }: OutgoingRecord): number {
  let bytes = RECORD_FRAME_BYTES + (key?.byteLength ?? 0) + (value?.byteLength ?? 0);
  for (const name in headers) {
    const header = headers[name] ?? '';
    bytes += HEADER_FRAME_BYTES + name.length;
    if (typeof header === 'string') bytes += header.length * 3;
    else if (header instanceof Uint8Array) bytes += header.byteLength;
    else for (const one of header) bytes += HEADER_FRAME_BYTES + name.length + one.byteLength;
  }
  return bytes;
}
