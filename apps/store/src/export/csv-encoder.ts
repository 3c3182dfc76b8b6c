import { stringify } from 'csv-stringify/sync';

import { EXPORT_COLUMN_NAMES, type ExportRow } from '../domain/export-columns.js';
import type { ExportEncoder } from './export-encoder.js';

/**
 * RFC 4180: comma, CRLF, a line of names first. A text that a spreadsheet would run as a formula has `'` before it
 * (https://owasp.org/www-community/attacks/CSV_Injection), so text that must be exact is better taken as NDJSON.
 */
const OPTIONS = {
  record_delimiter: 'windows',
  escape_formulas: true,
  cast: { boolean: (value: boolean) => String(value) },
} as const;

/** Comma-separated values that a spreadsheet can open without running any of them. An empty cell is null. */
export class CsvEncoder implements ExportEncoder {
  begin(): string {
    return stringify([[...EXPORT_COLUMN_NAMES]], OPTIONS);
  }

  encode(rows: readonly ExportRow[]): string {
    return stringify(rows as ExportRow[], OPTIONS);
  }

  end(): string {
    return '';
  }
}
