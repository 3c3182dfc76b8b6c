import { type Sample, sampleOf } from '../domain/sample-bound.js';
import type { Asked } from './reader.js';

/** A table up to this size is counted; of a larger one what Postgres knows of it has to do. */
const COUNTED_BYTES = 128 * 1024 * 1024;

const SIZE = `
  select pg_relation_size(oid) <= ${COUNTED_BYTES} as small, greatest(reltuples, 0)::float8 as rows
  from pg_class where oid = $1::regclass`;

interface TableSize {
  /** All of it can be counted. */
  readonly small: boolean;
  /** As Postgres knows it. */
  readonly rows: number;
}

/** How large a table is: at once, without looking at its rows. */
export async function tableSize(reader: Asked, table: 'label' | 'sentence'): Promise<TableSize> {
  const [size] = await reader.query<TableSize>(SIZE, [table]);
  return size ?? { small: true, rows: 0 };
}

/** The part of all sentences that has about so many rows of a table; all of them where the table is small. */
export async function tableSample(reader: Asked, table: 'label' | 'sentence', wanted: number): Promise<Sample> {
  const { small, rows } = await tableSize(reader, table);
  return sampleOf(small ? 0 : rows, wanted);
}
