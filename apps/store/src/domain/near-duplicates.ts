/**
 * Which texts are so alike that they tell the same story: MinHash over shingles of words, found by locality-sensitive
 * hashing (Broder, "On the resemblance and containment of documents", 1997; Leskovec, Rajaraman and Ullman, "Mining of
 * Massive Datasets", chapter 3). Everything here is a function of the texts alone.
 */

/** Neighbouring words that are compared as one. */
const SHINGLE_WORDS = 4;
/** With 24 bands of 5 rows, two texts that share seven tenths of their shingles meet in a band in 98.8 of 100 cases. */
const BANDS = 24;
const ROWS = 5;
const SIGNATURE_LENGTH = BANDS * ROWS;

/** From this share of common shingles on, as the signatures estimate it, two texts are the same story. */
export const SAME_STORY_RESEMBLANCE = 0.7;

/** Shorter texts have too little to tell them apart: a headline is nobody's copy. */
const MIN_WORDS = 20;
/** UTF-16 code units that are looked at, some 3,000 words: a book costs no more than a long article, about 2 ms. */
const MAX_LENGTH = 20_000;

/** The least value that each of {@link SIGNATURE_LENGTH} hash functions takes on the shingles of a text. */
export type Signature = Uint32Array;

/** @returns undefined for a text of fewer than 20 words, which is a story of its own */
export function signatureOf(text: string): Signature | undefined {
  const words =
    text
      .slice(0, MAX_LENGTH)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < MIN_WORDS) return undefined;
  const signature = new Uint32Array(SIGNATURE_LENGTH).fill(0xffffffff);
  const hashes = words.map(hashOf);
  for (let at = 0; at + SHINGLE_WORDS <= hashes.length; at++) {
    lower(signature, shingleOf(hashes, at));
  }
  return signature;
}

/** The share of shingles that two texts have in common (Jaccard), by their signatures; ±0.04 one time in three. */
export function resemblance(one: Signature, other: Signature): number {
  let equal = 0;
  for (let at = 0; at < SIGNATURE_LENGTH; at++) if (one[at] === other[at]) equal++;
  return equal / SIGNATURE_LENGTH;
}

/** Signed 32-bit integers, one a band: two texts that have none in common need not be compared. */
export function bandsOf(signature: Signature): readonly number[] {
  return Array.from({ length: BANDS }, (_, band) => {
    let hash = band;
    for (let row = 0; row < ROWS; row++) hash = mix(hash ^ (signature[band * ROWS + row] ?? 0));
    return hash;
  });
}

/** A permutation of the 32-bit integers for each place: an odd factor and a shift. */
const FACTORS = Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, at) => mix(at + 1) | 1);
const SHIFTS = Uint32Array.from({ length: SIGNATURE_LENGTH }, (_, at) => mix(at + 1 + SIGNATURE_LENGTH));

function lower(signature: Signature, shingle: number): void {
  for (let at = 0; at < SIGNATURE_LENGTH; at++) {
    const value = mix(Math.imul(shingle, FACTORS[at] ?? 1) + (SHIFTS[at] ?? 0)) >>> 0;
    if (value < (signature[at] ?? 0)) signature[at] = value;
  }
}

function shingleOf(hashes: readonly number[], at: number): number {
  let hash = 0;
  for (let word = 0; word < SHINGLE_WORDS; word++) hash = mix(Math.imul(hash, 31) + (hashes[at + word] ?? 0));
  return hash;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the result. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
