import { EXPORT_COLUMN_NAMES, type ExportRow } from '../domain/export-columns.js';
import type { ExportEncoder } from './export-encoder.js';

/** A JSON object a line. Every line has every column. */
export class NdjsonEncoder implements ExportEncoder {
  begin(): string {
    return '';
  }

  encode(rows: readonly ExportRow[]): string {
    return rows.map(lineOf).join('');
  }

  end(): string {
    return '';
  }
}

function lineOf(row: ExportRow): string {
  const record: Record<string, unknown> = {};
  for (const [at, name] of EXPORT_COLUMN_NAMES.entries()) record[name] = row[at];
  return `${JSON.stringify(record)}\n`;
}
