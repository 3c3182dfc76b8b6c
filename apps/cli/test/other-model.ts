import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BUILT_IN = join(import.meta.dirname, '../../../libs/labels/model/model.bin');
const HEADER_AT = 16;
const HASH_BYTES = 32;

/**
 * Writes a model into a directory, as training would, that is the built-in one but for its review threshold and its
 * leaning to humanitarian.
 */
export function writeOtherModel(directory: string): void {
  const file = readFileSync(BUILT_IN);
  const body = Buffer.from(file.subarray(0, file.length - HASH_BYTES));
  const length = body.readUInt32LE(12);
  const header = JSON.parse(body.toString('utf8', HEADER_AT, HEADER_AT + length)) as { bias: number[] };
  header.bias = header.bias.map((value, output) => (output === 2 ? Number((value + 1.5).toFixed(3)) : value));
  // The tables begin where they began: the header keeps its length.
  const text = JSON.stringify(header);
  body.write(text.padEnd(length), HEADER_AT);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'model.bin'), Buffer.concat([body, createHash('sha256').update(body).digest()]));
}
