/** First bytes of the framing that Java's producers put around snappy blocks. */
const XERIAL = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00]);
const XERIAL_HEADER_BYTES = 16;

/** The blocks of a snappy batch, framed or not. */
export function snappyBlocks(batch: Buffer): readonly Buffer[] {
  if (!batch.subarray(0, XERIAL.byteLength).equals(XERIAL)) return [batch];
  const blocks: Buffer[] = [];
  for (let at = XERIAL_HEADER_BYTES; at + 4 <= batch.byteLength;) {
    const size = batch.readUInt32BE(at);
    blocks.push(batch.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return blocks;
}

/** What a block says that it unpacks to, in bytes: it begins with its size as a varint. */
export function unpackedBytesOfBlock(block: Buffer): number {
  let bytes = 0;
  for (let at = 0, scale = 1; at < Math.min(block.byteLength, 5); at++, scale *= 128) {
    const byte = block.readUInt8(at);
    bytes += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  return bytes;
}
