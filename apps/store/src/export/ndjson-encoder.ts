import { EXPORT_COLUMN_NAMES, type ExportCell, type ExportRow } from '../domain/export-columns.js';
import type { ExportEncoder } from './export-encoder.js';

/** What stands before each cell. */
const BEFORE = EXPORT_COLUMN_NAMES.map((name, at) => `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`);

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

/** Half the time of making an object of each row: 2.5 instead of 5 µs. */
function lineOf(row: ExportRow): string {
  let line = '';
  for (const [at, before] of BEFORE.entries()) line += before + jsonOf(row[at] ?? null);
  return `${line}}\n`;
}

/** Numbers are finite: Postgres has read them from JSON. */
const jsonOf = (cell: ExportCell): string => (typeof cell === 'string' ? JSON.stringify(cell) : String(cell));
