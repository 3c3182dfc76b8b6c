import type { ExportRow } from '../domain/export-columns.js';

/** Makes a file of rows, piece by piece: memory does not grow with the number of rows. Used once. */
export interface ExportEncoder {
  /** What the file holds before its first row. */
  begin(): string | Uint8Array;
  /** What some more rows become; may be empty while rows are gathered. */
  encode(rows: readonly ExportRow[]): string | Uint8Array;
  /** What the file holds after its last row. */
  end(): string | Uint8Array;
}

/** A kind of file that sentences are exported as. */
export interface ExportFormat {
  readonly contentType: string;
  readonly encoder: () => ExportEncoder;
}
