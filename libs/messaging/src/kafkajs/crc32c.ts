/** The Castagnoli polynomial of CRC-32C (RFC 3720, appendix B.4), bits reversed. */
const POLYNOMIAL = 0x82f63b78;
const TABLES = 8;

/** `tables[n * 256 + b]` is the checksum of the byte b with n zero bytes after it. */
const tables = new Int32Array(TABLES * 256);
for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
  tables[byte] = crc;
}
for (let at = 256; at < tables.length; at++) {
  const before = tables[at - 256] ?? 0;
  tables[at] = (before >>> 8) ^ (tables[before & 0xff] ?? 0);
}

const entry = (table: number, byte: number): number => tables[table * 256 + (byte & 0xff)] ?? 0;

/**
 * CRC-32C as an unsigned number, eight bytes a step ("slicing by 8"). kafkajs takes one byte a step, which was a fifth
 * of the cost of producing.
 */
export function crc32c(bytes: Uint8Array): number {
  let crc = -1;
  let at = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (; at + 8 <= bytes.byteLength; at += 8) {
    const low = crc ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    crc =
      entry(7, low) ^
      entry(6, low >>> 8) ^
      entry(5, low >>> 16) ^
      entry(4, low >>> 24) ^
      entry(3, high) ^
      entry(2, high >>> 8) ^
      entry(1, high >>> 16) ^
      entry(0, high >>> 24);
  }
  for (; at < bytes.byteLength; at++) crc = (crc >>> 8) ^ entry(0, crc ^ (bytes[at] ?? 0));
  return ~crc >>> 0;
}
