import { gzipSync, zstdCompressSync } from 'node:zlib';

import { compressFrameSync } from 'lz4-napi';
import { describe, expect, it } from 'vitest';

import { codecsWithin } from './codecs.js';
import { unpackedBytesOfLz4 } from './lz4-frame.js';

const GZIP = 1;
const SNAPPY = 2;
const LZ4 = 3;
const ZSTD = 4;
/** A few of the largest blocks of lz4: what a frame unpacks to is known to a block. */
const MAX_BYTES = 16 * 1024 * 1024;
const codec = (number: number) => {
  const make = codecsWithin(MAX_BYTES)[number];
  if (make === undefined) throw new Error(`no codec ${number}`);
  return make();
};
const text = Buffer.from('The delegations met. '.repeat(20_000));

describe('the codecs', () => {
  it.each([
    ['gzip', GZIP],
    ['snappy', SNAPPY],
    ['lz4', LZ4],
    ['zstd', ZSTD],
  ])('%s unpacks what it packed', async (_, number) => {
    const packed = await codec(number).compress({ buffer: text });
    expect(packed.byteLength).toBeLessThan(text.byteLength);
    expect((await codec(number).decompress(packed)).equals(text)).toBe(true);
  });

  const zeros = Buffer.alloc(MAX_BYTES + 1);
  it.each([
    ['gzip', GZIP, () => gzipSync(zeros, { level: 1 })],
    ['lz4', LZ4, () => compressFrameSync(zeros)],
    ['zstd', ZSTD, () => zstdCompressSync(zeros)],
    // A block that says that it unpacks to 4 GB, and is nothing else.
    ['snappy', SNAPPY, () => Buffer.from([0xff, 0xff, 0xff, 0xff, 0x0f])],
  ])('%s refuses a batch that unpacks to more than it may', async (_, number, bomb) => {
    await expect(codec(number).decompress(bomb())).rejects.toThrow(/more than \d+ bytes|larger than/);
  });

  it('refuses for lz4 what is not a frame', async () => {
    await expect(codec(LZ4).decompress(Buffer.from('not a frame at all'))).rejects.toThrow('unpacks to more than');
  });

  it('bounds an lz4 frame by its blocks', () => {
    const bound = unpackedBytesOfLz4(compressFrameSync(text));
    expect(bound).toBeGreaterThanOrEqual(text.byteLength);
    expect(bound).toBeLessThan(text.byteLength + 4 * 1024 * 1024);
  });
});
