import { BadModelFile } from './model-file.js';

/**
 * Three channels in one 32-bit integer, so that one addition adds three and one subtraction compares three.
 *
 * A lane is ten bits: nine for a sum of four table values, each stored with 63 added (0…126, so a sum is 0…504), and one guard bit.
 * With the guard bits set in the minuend no lane borrows from the next: `((peak | GUARDS) - sum) & GUARDS` keeps a guard bit
 * exactly where the peak is at least the sum.
 */
export const LANES = 3;
/** The guard bit of each lane. */
export const GUARDS = (1 << 9) | (1 << 19) | (1 << 29);
const LANE_BITS = 10;
const LANE_MASK = (1 << LANE_BITS) - 1;
const LARGEST_SUM = (1 << (LANE_BITS - 1)) - 1;
/** Table values lie in -63…63. */
const LARGEST_VALUE = 63;
/** A packed sum of four values is this much more than the sum itself. */
const SUM_OFFSET = 4 * LARGEST_VALUE;

/** The sum in one lane. */
export function laneOf(packed: number, lane: number): number {
  return ((packed >>> (lane * LANE_BITS)) & LANE_MASK) - SUM_OFFSET;
}

/** The table value in one lane. */
export function valueOf(packed: number, lane: number): number {
  return ((packed >>> (lane * LANE_BITS)) & LANE_MASK) - LARGEST_VALUE;
}

/** Packs sums, each held to what a lane can show, three to an integer. */
export function packSums(sums: Int32Array): Int32Array {
  return Int32Array.from({ length: sums.length / LANES }, (_, group) => {
    let packed = 0;
    for (let lane = 0; lane < LANES; lane++) {
      const shown = Math.min(Math.max(sums[group * LANES + lane]! + SUM_OFFSET, 0), LARGEST_SUM);
      packed |= shown << (lane * LANE_BITS);
    }
    return packed;
  });
}

/** Packs table values three to an integer. Throws {@link BadModelFile} where they do not fit. */
export function packRows(values: Int8Array): Int32Array {
  const packed = new Int32Array(values.length / LANES);
  for (let at = 0, group = 0; group < packed.length; at += LANES, group++) {
    const first = values[at]! + LARGEST_VALUE;
    const second = values[at + 1]! + LARGEST_VALUE;
    const third = values[at + 2]! + LARGEST_VALUE;
    if (Math.max(first, second, third) > 2 * LARGEST_VALUE || Math.min(first, second, third) < 0) {
      throw new BadModelFile('A table value does not fit its lane.');
    }
    packed[group] = first | (second << LANE_BITS) | (third << (2 * LANE_BITS));
  }
  return packed;
}
