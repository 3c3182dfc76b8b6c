/** The context that kafkajs gives to each record of a record batch. */
interface BatchContext {
  readonly firstOffset: string;
  readonly firstTimestamp: string;
  readonly maxTimestamp: string;
  readonly timestampType: number;
  readonly magicByte: number;
  readonly isControlBatch?: boolean;
}

interface BufferReader {
  readonly buffer: Buffer;
  offset: number;
}

type Headers = Record<string, Buffer | null | (Buffer | null)[]>;

const LOG_APPEND_TIME = 1;

/**
 * Decodes one record of a record batch (Kafka protocol, record format v2), as kafkajs does but linear in the number of
 * headers: kafkajs copies all headers for each header, which blocks the event loop for 26 s at 10,000 of them. It also
 * does without a BigInt for each offset and timestamp.
 */
export function decodeRecord(reader: BufferReader, context: BatchContext): unknown {
  const { buffer } = reader;
  const attributes = buffer.readInt8(reader.offset++);
  const timestampDelta = readVarLong(reader);
  const offsetDelta = readVarInt(reader);
  const key = readBytes(reader);
  const value = readBytes(reader);
  const headers = readHeaders(reader);
  const { firstTimestamp, maxTimestamp, timestampType, magicByte, isControlBatch = false } = context;
  return {
    magicByte,
    attributes,
    timestamp:
      timestampType === LOG_APPEND_TIME && maxTimestamp
        ? maxTimestamp
        : String(Number(firstTimestamp) + timestampDelta),
    offset: String(Number(context.firstOffset) + offsetDelta),
    key,
    value,
    headers,
    isControlRecord: isControlBatch,
    batchContext: context,
  };
}

function readHeaders(reader: BufferReader): Headers {
  // Without a prototype, so that a header may be called `__proto__` or `constructor`.
  const headers = Object.create(null) as Headers;
  for (let left = readVarInt(reader); left > 0; left--) {
    const name = readBytes(reader)?.toString('utf8') ?? '';
    const value = readBytes(reader);
    const known = headers[name];
    if (known === undefined) headers[name] = value;
    else if (Array.isArray(known)) known.push(value);
    else headers[name] = [known, value];
  }
  return headers;
}

function readBytes(reader: BufferReader): Buffer | null {
  const length = readVarInt(reader);
  if (length === -1) return null;
  const bytes = reader.buffer.subarray(reader.offset, reader.offset + length);
  reader.offset += length;
  return bytes;
}

function readVarInt(reader: BufferReader): number {
  const { buffer } = reader;
  let result = 0;
  let shift = 0;
  let byte: number;
  do {
    byte = buffer[reader.offset++] ?? 0;
    result |= (byte & 0x7f) << shift;
    shift += 7;
  } while (byte >= 0x80 && shift < 35);
  return (result >>> 1) ^ -(result & 1);
}

/** Exact below 2 to the power of 53, which timestamps in milliseconds do not reach. */
function readVarLong(reader: BufferReader): number {
  const { buffer } = reader;
  let result = 0;
  let scale = 1;
  let byte: number;
  do {
    byte = buffer[reader.offset++] ?? 0;
    result += (byte & 0x7f) * scale;
    scale *= 128;
  } while (byte >= 0x80 && scale <= 2 ** 63);
  return result % 2 === 0 ? result / 2 : -(result + 1) / 2;
}
