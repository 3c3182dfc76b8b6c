import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip, gzip, type ZlibOptions, zstdCompress, zstdDecompress, type ZstdOptions } from 'node:zlib';

import { compressFrame, decompressFrame } from 'lz4-napi';

import { BatchTooLarge } from './limits.js';
import { unpackedBytesOfLz4 } from './lz4-frame.js';
import { snappyBlocks, unpackedBytesOfBlock } from './snappy-frame.js';

/** What kafkajs asks of a codec. */
interface Codec {
  compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>;
  decompress(buffer: Buffer): Promise<Buffer>;
}

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify<Buffer, ZlibOptions, Buffer>(gunzip);
const zstdCompressAsync = promisify(zstdCompress);
const zstdDecompressAsync = promisify<Buffer, ZstdOptions, Buffer>(zstdDecompress);
// It brings no types.
const snappy = (createRequire(import.meta.url)('kafkajs-snappy') as () => Codec)();

const gzipCodec = (maxOutputLength: number): Codec => ({
  compress: ({ buffer }) => gzipAsync(buffer),
  decompress: (buffer) => gunzipAsync(buffer, { maxOutputLength }),
});

const snappyCodec = (maxBytes: number): Codec => ({
  compress: async (encoder) => Buffer.from(await snappy.compress(encoder)),
  decompress: async (buffer) => {
    const blocks = snappyBlocks(buffer);
    const bytes = blocks.reduce((sum, block) => sum + unpackedBytesOfBlock(block), 0);
    if (bytes > maxBytes) throw new BatchTooLarge('snappy', maxBytes);
    return Buffer.concat(await Promise.all(blocks.map((block) => snappy.decompress(block))));
  },
});

const lz4Codec = (maxBytes: number): Codec => ({
  compress: ({ buffer }) => compressFrame(buffer),
  decompress: async (buffer) => {
    if (unpackedBytesOfLz4(buffer) > maxBytes) throw new BatchTooLarge('lz4', maxBytes);
    return decompressFrame(buffer);
  },
});

const zstdCodec = (maxOutputLength: number): Codec => ({
  compress: ({ buffer }) => zstdCompressAsync(buffer),
  decompress: (buffer) => zstdDecompressAsync(buffer, { maxOutputLength }),
});

/** All codecs of Kafka by their number in the attributes of a record batch; none unpacks to more bytes than these. */
export function codecsWithin(maxBytes: number): Readonly<Record<number, () => Codec>> {
  return {
    1: () => gzipCodec(maxBytes),
    2: () => snappyCodec(maxBytes),
    3: () => lz4Codec(maxBytes),
    4: () => zstdCodec(maxBytes),
  };
}
