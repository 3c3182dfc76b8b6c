import { createHash } from 'node:crypto';

import { LABEL_ORDER } from './sentence-classifier.js';

/** A model file that cannot be used: cut short, altered, or of another format. The message says which. */
export class BadModelFile extends Error {}

/**
 * The parts of a model, as `training/export.py` writes them. A word's table row holds what it adds to each channel when it
 * stands before, in, or after the middle of a three-word window. Row 0 is padding, rows 1…`suffixes` stand for unknown words.
 */
export interface ModelTables {
  /** Content hash of the file. */
  readonly version: string;
  readonly channels: number;
  /** A channel is pooled over this many first tokens, the shortest pool first, and then over all. */
  readonly leads: readonly number[];
  /** Tokens beyond this many are not read. */
  readonly window: number;
  readonly suffixes: number;
  readonly temperature: number;
  /** Labels under this confidence need review. */
  readonly reviewBelow: number;
  /** Four outputs: the three labels, then `none`. */
  readonly bias: readonly number[];
  readonly wordStep: number;
  /** FNV-1a of each word, in row order; the first word's row is `suffixes + 1`. */
  readonly wordHashes: Uint32Array;
  /** What one integer step of a channel is worth. */
  readonly steps: Float32Array;
  /** Added to a channel's sum before it is compared with 0. */
  readonly thresholds: Float32Array;
  /** (pool, channel, output). */
  readonly head: Float32Array;
  /** (row, tap, channel). */
  readonly rows: Int8Array;
  /** (place, channel): what the place of a window's middle adds to each channel. */
  readonly places: Int8Array;
  /** (row, output), in `wordStep`s. */
  readonly wordScores: Int8Array;
}

/** Outputs of a model: the labels and `none`. */
export const OUTPUTS = LABEL_ORDER.length + 1;
/** Words of a window. */
export const TAPS = 3;
const MAGIC = 'SITREPLM';
const FORMAT = 2;
const PREAMBLE_BYTES = 16;
const HASH_BYTES = 32;

type Header = Omit<
  ModelTables,
  'version' | 'wordHashes' | 'steps' | 'thresholds' | 'head' | 'rows' | 'places' | 'wordScores'
> & { readonly labels: readonly string[]; readonly words: number };

/** How many pools a channel has. */
export function poolsOf({ leads }: Pick<ModelTables, 'leads'>): number {
  return leads.length + 1;
}

/** Reads a model file. Throws {@link BadModelFile} when its hash is not that of its content, or a part is missing. */
export function readModelFile(file: Uint8Array): ModelTables {
  const body = file.subarray(0, Math.max(0, file.length - HASH_BYTES));
  const digest = createHash('sha256').update(body).digest();
  if (file.length < PREAMBLE_BYTES + HASH_BYTES || !digest.equals(file.subarray(body.length))) {
    throw new BadModelFile('The model file is cut short or was altered: its hash is not that of its content.');
  }
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const magic = new TextDecoder().decode(body.subarray(0, MAGIC.length));
  if (magic !== MAGIC || view.getUint32(8, true) !== FORMAT) {
    throw new BadModelFile(`The model file is not of format ${MAGIC} ${FORMAT}.`);
  }
  const headerEnd = PREAMBLE_BYTES + view.getUint32(12, true);
  const header = JSON.parse(new TextDecoder().decode(body.subarray(PREAMBLE_BYTES, headerEnd))) as Header;
  if (header.labels.join() !== LABEL_ORDER.join()) {
    throw new BadModelFile(`The model's labels are ${header.labels.join(', ')}, not ${LABEL_ORDER.join(', ')}.`);
  }
  return {
    ...readTables(new Uint8Array(body.subarray(headerEnd)), header),
    version: `sitrep-labels-${digest.toString('hex').slice(0, 16)}`,
  };
}

function readTables(content: Uint8Array, header: Header): Omit<ModelTables, 'version'> {
  const { channels, words, suffixes, window } = header;
  const rowCount = 1 + suffixes + words;
  let at = 0;
  const take = (bytes: number): number => ((at += bytes), at - bytes);
  const headLength = poolsOf(header) * channels * OUTPUTS;
  const wide = [words, channels, channels, headLength].map((length) => length * 4);
  const small = [rowCount * TAPS * channels, window * channels, rowCount * OUTPUTS];
  if ([...wide, ...small].reduce((sum, bytes) => sum + bytes, 0) !== content.length) {
    throw new BadModelFile('The model file does not hold the tables that its header promises.');
  }
  const floats = (length: number): Float32Array => new Float32Array(content.buffer, take(length * 4), length);
  const bytes = (length: number): Int8Array => new Int8Array(content.buffer, take(length), length);
  return {
    ...header,
    wordHashes: new Uint32Array(content.buffer, take(words * 4), words),
    steps: floats(channels),
    thresholds: floats(channels),
    head: floats(headLength),
    rows: bytes(rowCount * TAPS * channels),
    places: bytes(window * channels),
    wordScores: bytes(rowCount * OUTPUTS),
  };
}
