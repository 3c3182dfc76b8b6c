import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { codecsWithin } from './codecs.js';
import { UNPACKED_MAX_BYTES } from './limits.js';

/** The packed records of batches that the producer of Kafka 4.3.1 wrote: 40 sentences each, base64. */
const batches = JSON.parse(readFileSync(new URL('../../test/java-batches.json', import.meta.url), 'utf8')) as Record<
  string,
  readonly string[]
>;

describe('batches of the Java producer', () => {
  it.each([
    ['gzip', 1],
    ['snappy', 2],
    ['lz4', 3],
    ['zstd', 4],
  ])('are unpacked from %s', async (name, number) => {
    const [packed = ''] = batches[name] ?? [];
    const unpacked = await codecsWithin(UNPACKED_MAX_BYTES)[number]?.().decompress(Buffer.from(packed, 'base64'));
    for (const index of [1, 40]) {
      expect(String(unpacked)).toContain(`The delegations met again in Geneva, said spokesperson ${index} (${name}).`);
    }
  });
});
