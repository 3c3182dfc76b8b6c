import { createRequire } from 'node:module';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { javaPartitioner, murmur2 } from './partitioner.js';

const ofKafkajs = createRequire(import.meta.url)('kafkajs/src/producer/partitioners/default/murmur2') as (
  key: Buffer,
) => number;
const partitionMetadata = Array.from({ length: 6 }, (_, partitionId) => ({ partitionId, leader: 1 })) as never;

describe('the partitioner', () => {
  // From Kafka's own UtilsTest.testMurmur2.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Java does', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('hashes every key as kafkajs does', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (key) => {
        expect(murmur2(key)).toBe(ofKafkajs(Buffer.from(key)));
      }),
    );
  });

  it('goes round with records that have no key', () => {
    const partitioner = javaPartitioner();
    const message = { key: null, value: 'v' };
    const chosen = Array.from({ length: 7 }, () => partitioner({ topic: 't', partitionMetadata, message }));
    expect(chosen).toEqual([0, 1, 2, 3, 4, 5, 0]);
  });

  it('leaves a record where the producer wants it', () => {
    const message = { key: 'k', value: 'v', partition: 4 };
    expect(javaPartitioner()({ topic: 't', partitionMetadata, message })).toBe(4);
  });
});
