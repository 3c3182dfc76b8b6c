import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';

import {
  EXPORT_COLUMN_NAMES,
  EXPORT_COLUMNS,
  type ExportCell,
  type ExportRow,
  type ExportType,
} from '../domain/export-columns.js';
import type { ExportEncoder } from './export-encoder.js';

/** Rows of a group: what is held in memory, some 5 MB, what a reader can skip, and some 40 ms in which nothing else is done. */
const GROUP_ROWS = 5_000;

const PARQUET_TYPES = {
  text: 'STRING',
  integer: 'INT32',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  instant: 'TIMESTAMP',
} as const satisfies Readonly<Record<ExportType, ColumnSource['type']>>;

/** Apache Parquet, compressed with Snappy; any column may be null. Instants are timestamps in UTC. */
export class ParquetEncoder implements ExportEncoder {
  private readonly bytes = new ByteWriter();
  private readonly writer = new ParquetWriter({
    writer: this.bytes,
    schema: schemaFromColumnData({ columnData: columnsOf([]) }),
    createdBy: 'sitrep',
  });
  private gathered: ExportRow[] = [];

  begin(): Uint8Array {
    return this.taken();
  }

  encode(rows: readonly ExportRow[]): Uint8Array {
    for (const row of rows) {
      this.gathered.push(row);
      if (this.gathered.length === GROUP_ROWS) this.writeGroup();
    }
    return this.taken();
  }

  end(): Uint8Array {
    if (this.gathered.length > 0) this.writeGroup();
    void this.writer.finish();
    return this.taken();
  }

  private writeGroup(): void {
    void this.writer.write({ columnData: columnsOf(this.gathered), rowGroupSize: GROUP_ROWS });
    this.gathered = [];
  }

  /** What has been written since it was last asked. The writer counts on from where it was. */
  private taken(): Uint8Array {
    const written = Buffer.from(this.bytes.getBytes());

    this.bytes.index = 0;
    return written;
  }
}

function columnsOf(rows: readonly ExportRow[]): ColumnSource[] {
  return EXPORT_COLUMN_NAMES.map((name, at) => ({
    name,
    type: PARQUET_TYPES[EXPORT_COLUMNS[name]],
    nullable: true,
    data: rows.map((row) => cellOf(EXPORT_COLUMNS[name], row[at] ?? null)),
  }));
}

const cellOf = (type: ExportType, cell: ExportCell): ExportCell | Date =>
  type === 'instant' && cell !== null ? new Date(String(cell)) : cell;
