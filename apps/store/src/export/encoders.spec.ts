import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';

import {
  EXPORT_COLUMN_NAMES,
  EXPORT_COLUMNS,
  type ExportCell,
  type ExportRow,
  type ExportType,
} from '../domain/export-columns.js';
import type { ExportEncoder } from './export-encoder.js';
import { EXPORT_FORMATS } from './formats.js';

const cells = {
  text: fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ';', 'a', 'é', '🕊', ' '),
  }),
  integer: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  number: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
  boolean: fc.boolean(),
  instant: fc
    .date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
} satisfies Readonly<Record<ExportType, fc.Arbitrary<ExportCell>>>;

const row: fc.Arbitrary<ExportRow> = fc.tuple(
  ...EXPORT_COLUMN_NAMES.map((name) =>
    fc.option<ExportCell>(cells[EXPORT_COLUMNS[name]] as fc.Arbitrary<ExportCell>, { nil: null, freq: 4 }),
  ),
);
const pages = fc.array(fc.array(row, { maxLength: 5 }), { maxLength: 4 });

function fileOf(encoder: ExportEncoder, rows: readonly (readonly ExportRow[])[]): Buffer {
  const parts = [encoder.begin(), ...rows.map((page) => encoder.encode(page)), encoder.end()];
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

const recordOf = (cellsOfRow: ExportRow): Record<string, ExportCell> =>
  Object.fromEntries(EXPORT_COLUMN_NAMES.map((name, at) => [name, cellsOfRow[at] ?? null]));

describe('exports', () => {
  it('hold every row as a line of JSON', () => {
    fc.assert(
      fc.property(pages, (given) => {
        const lines = fileOf(EXPORT_FORMATS.ndjson.encoder(), given).toString().split('\n').slice(0, -1);
        expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(given.flat().map(recordOf));
      }),
    );
  });

  it('hold every row as comma-separated values, and nothing that a spreadsheet runs', () => {
    fc.assert(
      fc.property(pages, (given) => {
        const file = fileOf(EXPORT_FORMATS.csv.encoder(), given).toString();
        const [names, ...records] = parse(file) as readonly (readonly string[])[];
        expect(names).toEqual(EXPORT_COLUMN_NAMES);
        expect(records).toEqual(given.flat().map((cellsOfRow) => cellsOfRow.map(csvCell)));
        const texts = records.flatMap((record) => record.filter((_, at) => isText(at)));
        expect(texts.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
      }),
    );
  });

  it('hold every row as Parquet, with its types', async () => {
    await fc.assert(
      fc.asyncProperty(pages, async (given) => {
        const file = fileOf(EXPORT_FORMATS.parquet.encoder(), given);
        const bytes = new Uint8Array(file).buffer;
        expect(Number(parquetMetadata(bytes).num_rows)).toBe(given.flat().length);
        const read = await parquetReadObjects({ file: bytes });
        expect(read.map(plain)).toEqual(given.flat().map(recordOf));
      }),
      { numRuns: 40 },
    );
  });

  it('write Parquet in groups, so that memory does not grow with the rows', async () => {
    const encoder = EXPORT_FORMATS.parquet.encoder();
    const many = Array.from({ length: 12_500 }, (_, at) =>
      EXPORT_COLUMN_NAMES.map((name) => (name === 'index' ? at : null)),
    );
    const parts = [
      encoder.begin(),
      encoder.encode(many.slice(0, 4_500)),
      encoder.encode(many.slice(4_500)),
      encoder.end(),
    ];
    expect(parts[1]?.length).toBe(0);
    expect(parts[2]?.length).toBeGreaterThan(0);
    const file = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const bytes = new Uint8Array(file).buffer;
    expect(parquetMetadata(bytes).row_groups.map((group) => Number(group.num_rows))).toEqual([5_000, 5_000, 2_500]);
    const read = await parquetReadObjects({ file: bytes, columns: ['index'] });
    expect(read.map(({ index }) => index as number)).toEqual(many.map((_, at) => at));
  });
});

const isText = (at: number): boolean => {
  const name = EXPORT_COLUMN_NAMES[at];
  return name !== undefined && EXPORT_COLUMNS[name] === 'text';
};

const csvCell = (cell: ExportCell): string =>
  cell === null ? '' : typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : String(cell);

const plain = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      value instanceof Date ? value.toISOString() : (value ?? null),
    ]),
  );
