import { CsvEncoder } from './csv-encoder.js';
import type { ExportFormat } from './export-encoder.js';
import { NdjsonEncoder } from './ndjson-encoder.js';
import { ParquetEncoder } from './parquet-encoder.js';

/** What sentences can be exported as, by the ending of the file's name. */
export const EXPORT_FORMATS = {
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', encoder: () => new NdjsonEncoder() },
  csv: { contentType: 'text/csv; charset=utf-8; header=present', encoder: () => new CsvEncoder() },
  parquet: { contentType: 'application/vnd.apache.parquet', encoder: () => new ParquetEncoder() },
} as const satisfies Readonly<Record<string, ExportFormat>>;

/** One of {@link EXPORT_FORMATS}. */
export type ExportEnding = keyof typeof EXPORT_FORMATS;
