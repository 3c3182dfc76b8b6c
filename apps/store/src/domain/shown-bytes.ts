/** Bytes as people and programs read them. */
export interface ShownBytes {
  /** Length of the whole. */
  readonly bytes: number;
  readonly base64: string;
  /** Null: they are not UTF-8. */
  readonly text: string | null;
  readonly truncated: boolean;
}

/**
 * Shows bytes, or the beginning of more.
 *
 * @param length of the whole
 */
export function shownBytes(bytes: Uint8Array, length: number): ShownBytes {
  const truncated = length > bytes.byteLength;
  return { bytes: length, base64: Buffer.from(bytes).toString('base64'), text: textOf(bytes, truncated), truncated };
}

/** The bytes as text where they are UTF-8. @param isCut a character at the end may lack its last bytes */
export function textOf(bytes: Uint8Array, isCut = false): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isCut });
  } catch {
    return null;
  }
}
