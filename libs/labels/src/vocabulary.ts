import { EMPTY_HASH, hashFurther, mixed } from './hashes.js';

const EMPTY = -1;

/** Finds a word's table row by its hash: open addressing over typed arrays, built once. */
export class Vocabulary {
  private readonly keys: Int32Array;
  private readonly rows: Int32Array;
  private readonly mask: number;

  /** @param hashes FNV-1a of each word; the row of the first is `suffixes + 1` */
  constructor(
    hashes: Uint32Array,
    private readonly suffixes: number,
  ) {
    const size = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2));
    this.mask = size - 1;
    this.keys = new Int32Array(size);
    this.rows = new Int32Array(size).fill(EMPTY);
    hashes.forEach((hash, index) => {
      const slot = this.slotOf(hash | 0);
      this.keys[slot] = hash | 0;
      this.rows[slot] = suffixes + 1 + index;
    });
  }

  /** The row of a word, or -1 for one that the model does not know. */
  rowOf(hash: number): number {
    return this.rows[this.slotOf(hash)]!;
  }

  /** The row that stands for unknown words with these last units (0 where the word is shorter). */
  suffixRow(third: number, second: number, last: number): number {
    let hash = EMPTY_HASH;
    if (third !== 0) hash = hashFurther(hash, third);
    if (second !== 0) hash = hashFurther(hash, second);
    return 1 + ((mixed(hashFurther(hash, last)) >>> 0) % this.suffixes);
  }

  private slotOf(hash: number): number {
    let slot = mixed(hash) & this.mask;
    while (this.rows[slot] !== EMPTY && this.keys[slot] !== hash) slot = (slot + 1) & this.mask;
    return slot;
  }
}
