const MAGIC = 0x184d2204;
const HAS_BLOCK_CHECKSUM = 0x10;
const HAS_CONTENT_SIZE = 0x08;
const HAS_DICTIONARY = 0x01;

/**
 * An upper bound of what an LZ4 frame unpacks to: its blocks times their largest size (LZ4 frame format 1.6.1). The
 * unpacker has no limit of its own, so a bomb must be seen before.
 *
 * @returns bytes; Infinity for what is not an LZ4 frame
 */
export function unpackedBytesOfLz4(frame: Buffer): number {
  if (frame.byteLength < 7 || frame.readUInt32LE(0) !== MAGIC) return Number.POSITIVE_INFINITY;
  const flags = frame.readUInt8(4);
  const blockMaxBytes = 4 ** ((frame.readUInt8(5) >> 4) & 0x7) * 256;
  const checksumBytes = (flags & HAS_BLOCK_CHECKSUM) === 0 ? 0 : 4;
  let at = 7 + ((flags & HAS_CONTENT_SIZE) === 0 ? 0 : 8) + ((flags & HAS_DICTIONARY) === 0 ? 0 : 4);
  let blocks = 0;
  while (at + 4 <= frame.byteLength) {
    const size = frame.readUInt32LE(at) & 0x7fffffff;
    if (size === 0) break;
    blocks++;
    at += 4 + size + checksumBytes;
  }
  return blocks * blockMaxBytes;
}
