import type { ICustomPartitioner } from 'kafkajs';

/** Constants of MurmurHash2 as Kafka's Java client uses it (org.apache.kafka.common.utils.Utils.murmur2). */
const SEED = 0x9747b28c;
const MIX = 0x5bd1e995;

/** Kafka's 32-bit MurmurHash2 of a key, signed. */
export function murmur2(key: Uint8Array): number {
  const { length } = key;
  let hash = SEED ^ length;
  const wholeWords = length & ~3;
  for (let at = 0; at < wholeWords; at += 4) {
    let word = byte(key, at) | (byte(key, at + 1) << 8) | (byte(key, at + 2) << 16) | (byte(key, at + 3) << 24);
    word = Math.imul(word, MIX);
    word = Math.imul(word ^ (word >>> 24), MIX);
    hash = Math.imul(hash, MIX) ^ word;
  }
  const rest = length & 3;
  if (rest === 3) hash ^= byte(key, wholeWords + 2) << 16;
  if (rest >= 2) hash ^= byte(key, wholeWords + 1) << 8;
  if (rest >= 1) hash = Math.imul(hash ^ byte(key, wholeWords), MIX);
  hash = Math.imul(hash ^ (hash >>> 13), MIX);
  return hash ^ (hash >>> 15);
}

const byte = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0;

/**
 * The partition that Java's producer would choose for a key, so that whoever writes an article's key, the article
 * stays on one partition. Records without a key go round. (kafkajs chooses the same, by way of BigInts.)
 */
export const javaPartitioner: ICustomPartitioner = () => {
  let turn = 0;
  return ({ partitionMetadata, message: { key, partition } }) => {
    if (partition !== undefined) return partition;
    const count = partitionMetadata.length;
    if (key === null || key === undefined) return turn++ % count;
    return (murmur2(typeof key === 'string' ? Buffer.from(key) : key) & 0x7fffffff) % count;
  };
};
