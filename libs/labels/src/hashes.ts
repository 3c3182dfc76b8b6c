const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a of nothing: where a word's hash begins. */
export const EMPTY_HASH = FNV_OFFSET | 0;

/** FNV-1a (32 bit, over UTF-16 code units; http://www.isthe.com/chongo/tech/comp/fnv/), one unit further. */
export function hashFurther(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}

/** Folds the high bits of a hash into the low ones, for use as a table index. */
export function mixed(hash: number): number {
  return hash ^ (hash >>> 15);
}
