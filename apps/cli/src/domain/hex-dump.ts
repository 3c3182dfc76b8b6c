const WIDTH = 16;

/** Bytes as `hexdump -C` shows them, each line ended: offset, sixteen bytes, and those of them that are plain ASCII. */
export function hexDump(bytes: Uint8Array): string {
  let dump = '';
  for (let at = 0; at < bytes.byteLength; at += WIDTH) {
    const row = [...bytes.subarray(at, at + WIDTH)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0'));
    const halves = [hex.slice(0, 8).join(' '), hex.slice(8).join(' ')].join('  ').padEnd(3 * WIDTH);
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    dump += `${at.toString(16).padStart(8, '0')}  ${halves}  |${text}|\n`;
  }
  return dump;
}
