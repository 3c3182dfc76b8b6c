import { createRequire } from 'node:module';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { crc32c } from './crc32c.js';
import { decodeRecord } from './decode-record.js';
import { encodeRecord } from './encode-record.js';
import { groupByPartition } from './group-by-partition.js';
import './mend.js';

const require = createRequire(import.meta.url);

/** kafkajs's own code, read apart from the modules that were mended. */
function original(path: string): (...args: unknown[]) => unknown {
  const file = require.resolve(`kafkajs/${path}`);
  const mended = require.cache[file];
  delete require.cache[file];
  const code = require(file) as (...args: unknown[]) => unknown;
  if (mended !== undefined) require.cache[file] = mended;
  return code;
}

const Decoder = require('kafkajs/src/protocol/decoder') as new (buffer: Buffer) => {
  buffer: Buffer;
  offset: number;
  readVarInt(): number;
};
const originalEncode = original('src/protocol/recordBatch/record/v0/index.js') as (record: unknown) => {
  readonly buffer: Buffer;
};
const originalDecode = original('src/protocol/recordBatch/record/v0/decoder.js');
const originalCrc = original('src/protocol/recordBatch/crc32C/index.js');

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
const headerValue = fc.oneof(bytes, fc.string(), fc.array(bytes, { minLength: 2, maxLength: 3 }));
// kafkajs takes a header `toString` for one that stands twice.
const headerName = fc.string({ maxLength: 80 }).filter((name) => !(name in {}));
const record = fc.record({
  offsetDelta: fc.nat(2 ** 30),
  timestampDelta: fc.integer({ min: -(2 ** 30), max: 2 ** 42 }),
  key: fc.option(bytes),
  value: fc.option(fc.oneof(bytes, fc.string())),
  headers: fc.dictionary(headerName, headerValue),
});
const context = {
  firstOffset: '1000',
  firstTimestamp: '1700000000000',
  maxTimestamp: '1700000000777',
  timestampType: 0,
  magicByte: 2,
};

function decodeWith(decode: (...args: unknown[]) => unknown, encoded: Buffer, timestampType = 0): unknown {
  const decoder = new Decoder(encoded);
  decoder.readVarInt();
  return decode(decoder, { ...context, timestampType });
}

describe('kafkajs, mended', () => {
  it('encodes every record to the same bytes as before', () => {
    fc.assert(
      fc.property(record, (one) => {
        expect(encodeRecord(one).buffer.equals(originalEncode(one).buffer)).toBe(true);
      }),
    );
  });

  it.each([0, 1])('decodes every record to the same as before, with timestamps of type %i', (timestampType) => {
    fc.assert(
      fc.property(record, (one) => {
        const encoded = encodeRecord(one).buffer;
        const before = decodeWith(originalDecode, encoded, timestampType);
        const now = decodeWith(decodeRecord as typeof originalDecode, encoded, timestampType) as { headers: object };
        expect({ ...now, headers: { ...now.headers } }).toEqual({
          ...(before as object),
          batchContext: { ...context, timestampType },
        });
      }),
    );
  });

  it('decodes a record of 100,000 headers, which took hours', () => {
    const headers = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`h${index}`, 'v']));
    const encoded = encodeRecord({ key: null, value: 'v', headers }).buffer;
    const decoded = decodeWith(decodeRecord as typeof originalDecode, encoded) as { headers: object };
    expect(Object.keys(decoded.headers)).toHaveLength(100_000);
  });

  it('takes header names that an object of JavaScript has already', () => {
    const encoded = encodeRecord({ key: null, value: null, headers: { ['__proto__']: 'a', constructor: 'b' } }).buffer;
    const { headers } = decodeWith(decodeRecord as typeof originalDecode, encoded) as {
      headers: Record<string, Buffer>;
    };
    expect(String(headers['constructor'])).toBe('b');
    expect(Object.getPrototypeOf(headers)).toBeNull();
  });

  it('has the same checksum as before', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    fc.assert(fc.property(bytes, (some) => crc32c(some) === originalCrc(some)));
  });

  it('puts messages on their partitions in their order', () => {
    const messages = ['a', 'b', 'c', 'd'].map((key) => ({ key }));
    const partitioner = ({ message }: { readonly message: { readonly key: string } }): number =>
      message.key.charCodeAt(0) % 2;
    expect(groupByPartition({ topic: 't', partitionMetadata: [{}, {}], messages, partitioner })).toEqual({
      0: [{ key: 'b' }, { key: 'd' }],
      1: [{ key: 'a' }, { key: 'c' }],
    });
  });

  it('is in use by kafkajs itself', () => {
    expect(require('kafkajs/src/protocol/recordBatch/record/v0/decoder')).toBe(decodeRecord);
    expect(require('kafkajs/src/protocol/recordBatch/record/v0')).toBe(encodeRecord);
    expect(require('kafkajs/src/protocol/recordBatch/crc32C')).toBe(crc32c);
    expect(require('kafkajs/src/producer/groupMessagesPerPartition')).toBe(groupByPartition);
  });
});
