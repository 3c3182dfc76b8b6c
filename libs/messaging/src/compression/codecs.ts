import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gunzip, gzip, zstdCompress, zstdDecompress } from 'node:zlib';

import { compressFrame, decompressFrame } from 'lz4-napi';

import { BatchTooLarge, UNPACKED_MAX_BYTES } from './limits.js';
import { unpackedBytesOfLz4 } from './lz4-frame.js';
import { snappyBlocks, unpackedBytesOfBlock } from './snappy-frame.js';

/** What kafkajs asks of a codec. */
interface Codec {
  compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>;
  decompress(buffer: Buffer): Promise<Buffer>;
}

const bounded = { maxOutputLength: UNPACKED_MAX_BYTES };
const gzipAsync = promisify(gzip);
const gunzipAsync = promisify<Buffer, typeof bounded, Buffer>(gunzip);
const zstdCompressAsync = promisify(zstdCompress);
const zstdDecompressAsync = promisify<Buffer, typeof bounded, Buffer>(zstdDecompress);
// It brings no types.
const snappy = (createRequire(import.meta.url)('kafkajs-snappy') as () => Codec)();

const gzipCodec: Codec = {
  compress: ({ buffer }) => gzipAsync(buffer),
  decompress: (buffer) => gunzipAsync(buffer, bounded),
};

const snappyCodec: Codec = {
  compress: async (encoder) => Buffer.from(await snappy.compress(encoder)),
  decompress: async (buffer) => {
    const blocks = snappyBlocks(buffer);
    const bytes = blocks.reduce((sum, block) => sum + unpackedBytesOfBlock(block), 0);
    if (bytes > UNPACKED_MAX_BYTES) throw new BatchTooLarge('snappy');
    return Buffer.concat(await Promise.all(blocks.map((block) => snappy.decompress(block))));
  },
};

const lz4Codec: Codec = {
  compress: ({ buffer }) => compressFrame(buffer),
  decompress: async (buffer) => {
    if (unpackedBytesOfLz4(buffer) > UNPACKED_MAX_BYTES) throw new BatchTooLarge('lz4');
    return decompressFrame(buffer);
  },
};

const zstdCodec: Codec = {
  compress: ({ buffer }) => zstdCompressAsync(buffer),
  decompress: (buffer) => zstdDecompressAsync(buffer, bounded),
};

/** All codecs of Kafka by their number in the attributes of a record batch; each bounds what it unpacks to. */
export const codecs: Readonly<Record<number, () => Codec>> = {
  1: () => gzipCodec,
  2: () => snappyCodec,
  3: () => lz4Codec,
  4: () => zstdCodec,
};
