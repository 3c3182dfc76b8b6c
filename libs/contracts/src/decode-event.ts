import { RejectedInput, type EventContract, type InputValue, type RejectionCode } from './event-contract.js';
import { parseGuardedJson } from './guard-json.js';
import { HEADERS_MAX_BYTES, HEADERS_MAX_COUNT } from './limits.js';
import { parseWith } from './parse-with.js';

/** A record as it came: bytes, nothing interpreted. Of a repeated header the first value is kept. */
export interface RawRecord {
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: ReadonlyMap<string, Uint8Array>;
  /** How many headers the record has in all, repeated ones included. */
  readonly headerCount: number;
}

/** The event, or why there is none. */
export type Decoded<T> =
  | { readonly ok: true; readonly event: T }
  | { readonly ok: false; readonly code: RejectionCode; readonly message: string };

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a record by its contract. Total: it never throws, whatever the bytes are, and the same bytes give the same answer. */
export function decodeEvent<T>(contract: EventContract<T>, record: RawRecord): Decoded<T> {
  try {
    return { ok: true, event: readRecord(contract, record) };
  } catch (error) {
    if (error instanceof RejectedInput) return { ok: false, code: error.code, message: error.message };
    return { ok: false, code: 'STAGE_FAILED', message: `The record could not be read: ${String(error)}` };
  }
}

function readRecord<T>(contract: EventContract<T>, record: RawRecord): T {
  checkHeaders(record);
  if (record.value === null) return readTombstone(contract, record.key);
  if (record.value.byteLength > contract.maxBytes) {
    throw new RejectedInput(
      'LIMIT_EXCEEDED',
      `The value has ${record.value.byteLength} bytes; at most ${contract.maxBytes} are taken.`,
    );
  }
  if (record.value[0] === 0) {
    throw new RejectedInput(
      'UNSUPPORTED_WIRE_FORMAT',
      'The value begins with a zero byte. Send JSON or text without schema-registry framing.',
    );
  }
  const text = decodeUtf8(record.value, 'value');
  const contentType = mediaTypeOf(record);
  if (contentType === 'application/cloudevents+json') return readStructured(contract, text);
  checkType(contract, headerText(record, 'ce_type'));
  return readValue(contract, { text, contentType });
}

function readValue<T>(contract: EventContract<T>, value: InputValue): T {
  return contract.read === undefined ? parseWith(contract.schema, parseGuardedJson(value.text)) : contract.read(value);
}

/** CloudEvents structured mode: the whole event, attributes and all, is the value. */
function readStructured<T>(contract: EventContract<T>, text: string): T {
  const envelope = parseGuardedJson(text);
  if (typeof envelope !== 'object' || envelope === null || !('data' in envelope)) {
    throw new RejectedInput(
      'CLOUDEVENT_INVALID',
      'A structured CloudEvent needs specversion, id, source, type and data.',
    );
  }
  checkType(contract, 'type' in envelope ? String(envelope.type) : undefined);
  return readValue(contract, { text: JSON.stringify(envelope.data), contentType: 'application/json' });
}

function readTombstone<T>(contract: EventContract<T>, key: Uint8Array | null): T {
  if (contract.tombstone === undefined)
    throw new RejectedInput('TOMBSTONE_UNEXPECTED', 'A null value means nothing on this topic.');
  if (key === null || key.byteLength === 0) {
    throw new RejectedInput(
      'KEY_MISSING',
      'A null value retracts the article that its key names, and there is no key.',
    );
  }
  return contract.tombstone(decodeUtf8(key, 'key'));
}

function checkHeaders({ headers, headerCount }: RawRecord): void {
  let bytes = 0;
  for (const [name, value] of headers) bytes += name.length + value.byteLength;
  if (headerCount > HEADERS_MAX_COUNT || bytes > HEADERS_MAX_BYTES) {
    throw new RejectedInput(
      'LIMIT_EXCEEDED',
      `At most ${HEADERS_MAX_COUNT} headers and ${HEADERS_MAX_BYTES} bytes of them are taken; there are ${headerCount}, ${bytes} bytes.`,
    );
  }
}

function checkType({ topic }: { readonly topic: string }, type: string | undefined): void {
  if (type === undefined || type === topic) return;
  throw new RejectedInput(
    'SCHEMA_VERSION_UNKNOWN',
    `The event says that it is ${type.slice(0, 200)}; this topic takes ${topic}.`,
  );
}

function decodeUtf8(bytes: Uint8Array, what: 'key' | 'value'): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    throw new RejectedInput('ENCODING_INVALID', `The ${what} is not UTF-8; encodings are not guessed. Send UTF-8.`);
  }
}

function mediaTypeOf(record: RawRecord): string | undefined {
  const header = headerText(record, 'content-type') ?? headerText(record, 'ce_datacontenttype');
  return header?.split(';', 1)[0]?.trim().toLowerCase();
}

/** A header as text; bytes that are not UTF-8 become U+FFFD, for headers are never data. */
export function headerText(record: Pick<RawRecord, 'headers'>, name: string): string | undefined {
  const value = record.headers.get(name);
  return value === undefined ? undefined : Buffer.from(value).toString('utf8');
}
