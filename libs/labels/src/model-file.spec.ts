import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { BadModelFile, readModelFile } from './model-file.js';

const file = readFileSync(join(import.meta.dirname, '../model/model.bin'));
const altered = (change: (bytes: Uint8Array) => void): Uint8Array => {
  const bytes = Uint8Array.from(file);
  change(bytes);
  return bytes;
};

describe('readModelFile', () => {
  it('names the model by the hash of its content', () => {
    expect(readModelFile(file).version).toMatch(/^sitrep-labels-[0-9a-f]{16}$/);
    expect(readModelFile(file).version).toBe(readModelFile(Uint8Array.from(file)).version);
  });

  it.each([
    ['is empty', new Uint8Array()],
    ['is cut short', file.subarray(0, file.length - 1)],
    ['has one bit changed', altered((bytes) => (bytes[Math.floor(bytes.length / 2)]! ^= 1))],
    ['has another hash', altered((bytes) => (bytes[bytes.length - 1]! ^= 1))],
  ])('refuses a file that %s', (_, bytes) => {
    expect(() => readModelFile(bytes)).toThrow(BadModelFile);
  });
});
