type HeaderValue = Buffer | Uint8Array | string | null;

/** A record as kafkajs's producer hands it to its encoder. */
interface RecordToEncode {
  readonly offsetDelta?: number;
  readonly timestampDelta?: number | string;
  readonly key: Buffer | string | null;
  readonly value: Buffer | string | null;
  readonly headers?: Readonly<Record<string, HeaderValue | readonly HeaderValue[]>>;
}

/** What kafkajs takes for an encoder: the bytes, under two names. */
interface EncodedRecord {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

/**
 * Encodes one record of a record batch (Kafka protocol, record format v2) into one buffer of the right size. kafkajs
 * allocates and zeroes half a kilobyte for the record and for each of its headers, and a buffer for each number.
 */
export function encodeRecord({
  offsetDelta = 0,
  timestampDelta = 0,
  key,
  value,
  headers = {},
}: RecordToEncode): EncodedRecord {
  const pairs = pairsOf(headers);
  const delta = Number(timestampDelta);
  let size = 1 + sizeOfVarInt(delta) + sizeOfVarInt(offsetDelta) + sizeOfBytes(key) + sizeOfBytes(value);
  size += sizeOfVarInt(pairs.length / 2);
  for (const part of pairs) size += sizeOfBytes(part);

  const buffer = Buffer.allocUnsafe(sizeOfVarInt(size) + size);
  let at = writeVarInt(buffer, 0, size);
  buffer[at++] = 0;
  at = writeVarInt(buffer, at, delta);
  at = writeVarInt(buffer, at, offsetDelta);
  at = writeBytes(buffer, at, key);
  at = writeBytes(buffer, at, value);
  at = writeVarInt(buffer, at, pairs.length / 2);
  for (const part of pairs) at = writeBytes(buffer, at, part);
  return { buf: buffer, buffer };
}

/** Names and values by turns; a name stands again for each of several values. */
function pairsOf(headers: NonNullable<RecordToEncode['headers']>): HeaderValue[] {
  const pairs: HeaderValue[] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? null;
    if (Array.isArray(value)) for (const one of value as readonly HeaderValue[]) pairs.push(name, one);
    else pairs.push(name, value as HeaderValue);
  }
  return pairs;
}

function sizeOfBytes(bytes: HeaderValue): number {
  if (bytes === null || bytes === undefined) return 1;
  const length = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.byteLength;
  return sizeOfVarInt(length) + length;
}

function writeBytes(buffer: Buffer, at: number, bytes: HeaderValue): number {
  if (bytes === null || bytes === undefined) return writeVarInt(buffer, at, -1);
  if (typeof bytes === 'string') {
    const start = writeVarInt(buffer, at, Buffer.byteLength(bytes));
    return start + buffer.write(bytes, start, 'utf8');
  }
  const start = writeVarInt(buffer, at, bytes.byteLength);
  buffer.set(bytes, start);
  return start + bytes.byteLength;
}

/** Zigzag: 0, −1, 1, −2 … become 0, 1, 2, 3 …; plain arithmetic, for a timestamp delta may not fit in 32 bits. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

function sizeOfVarInt(value: number): number {
  let rest = zigzag(value);
  let size = 1;
  while (rest >= 0x80) {
    rest = Math.floor(rest / 0x80);
    size++;
  }
  return size;
}

function writeVarInt(buffer: Buffer, start: number, value: number): number {
  let rest = zigzag(value);
  let at = start;
  while (rest >= 0x80) {
    buffer[at++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  buffer[at++] = rest;
  return at;
}
