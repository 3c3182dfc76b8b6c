/** Sixteen bytes as people read them. */
export interface HexRow {
  /** Of the first byte, in hex. */
  readonly offset: string;
  readonly hex: string;
  /** Plain ASCII; of anything else a dot. */
  readonly ascii: string;
}

const WIDTH = 16;

/** The first rows of some bytes. @param limit how many rows at most */
export function hexRows(bytes: Uint8Array, limit: number): readonly HexRow[] {
  const count = Math.min(limit, Math.ceil(bytes.length / WIDTH));
  return Array.from({ length: count }, (_, row) => {
    const part = [...bytes.subarray(row * WIDTH, (row + 1) * WIDTH)];
    return {
      offset: (row * WIDTH).toString(16).padStart(6, '0'),
      hex: part.map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      ascii: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
    };
  });
}

/** The bytes that base64 stands for. */
export const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(window.atob(base64), (character) => character.charCodeAt(0));
