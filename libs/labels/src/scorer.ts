import { pairBucket } from './hashes.js';
import { GUARDS, LANES, laneOf, packRows, packSums } from './lanes.js';
import { OUTPUTS, POOLS, TAPS, type ModelTables } from './model-file.js';
import type { Tokeniser } from './tokeniser.js';

/**
 * The model's arithmetic: integer sums of table rows, and the largest of them in each channel.
 *
 * A width-3 convolution over fixed word vectors is a sum of three table rows, so for each channel
 * `h[t] = max(0, threshold + before[w(t-1)] + at[w(t)] + after[w(t+1)])`, pooled by maximum over all tokens and over the first few.
 * Added to the pools' scores are a score a word and a score a pair of neighbours, over the square root of the number of tokens.
 * The window that won each channel is remembered: it is owed the whole of that channel's score, which makes evidence exact.
 */
export class Scorer {
  /** Raw scores of the last sentence: three labels, then `none`. */
  readonly raw = new Float64Array(OUTPUTS);
  /** (pool, channel): the largest sum, and the token in the middle of the window that had it (0: none was above the floor). */
  readonly peaks: Int32Array;
  readonly winners: Int32Array;
  /** (pool, channel): a channel fires above this sum. */
  readonly floors: Int32Array;
  /** (pool, channel, output): what one step above the floor adds to an output. */
  readonly gains: Float32Array;
  private readonly groups: number;
  /** (row, tap, group of three channels), packed as lanes.ts says. */
  readonly packedRows: Int32Array;
  private readonly packedFloors: Int32Array;
  private readonly packedPeaks: Int32Array;

  constructor(private readonly tables: ModelTables) {
    const { channels, steps, thresholds, head } = tables;
    this.groups = channels / LANES;
    this.peaks = new Int32Array(POOLS * channels);
    this.winners = new Int32Array(POOLS * channels);
    this.floors = Int32Array.from({ length: POOLS * channels }, (_, at) => {
      const channel = at % channels;
      return -Math.round(thresholds[channel]! / steps[channel]!);
    });
    this.gains = head.map((weight, at) => weight * steps[Math.floor(at / OUTPUTS) % channels]!);
    this.packedRows = packRows(tables.rows);
    this.packedFloors = packSums(this.floors.subarray(0, channels));
    this.packedPeaks = new Int32Array(this.groups);
  }

  /** What one token and its pairs are multiplied with. */
  scaleOf(count: number): number {
    return 1 / Math.sqrt(Math.max(count, 1));
  }

  /** Scores the sentence that the tokeniser has just read. */
  score(tokens: Tokeniser): void {
    const { channels, lead } = this.tables;
    const first = Math.min(lead, tokens.count);
    this.packedPeaks.set(this.packedFloors);
    this.winners.fill(0);
    this.pool(tokens.rows, 1, first);
    this.unpackPeaks(channels);
    this.winners.copyWithin(channels, 0, channels);
    this.pool(tokens.rows, first + 1, tokens.count);
    this.unpackPeaks(0);
    this.raw.set(this.tables.bias);
    this.addWords(tokens);
    this.addPools();
  }

  private pool(words: Int32Array, from: number, to: number): void {
    const { groups, packedRows, packedPeaks } = this;
    for (let token = from; token <= to; token++) {
      const before = words[token - 1]! * TAPS * groups;
      const at = words[token]! * TAPS * groups + groups;
      const after = words[token + 1]! * TAPS * groups + 2 * groups;
      for (let group = 0; group < groups; group++) {
        const sums = packedRows[before + group]! + packedRows[at + group]! + packedRows[after + group]!;
        const peaks = packedPeaks[group]!;
        if ((((peaks | GUARDS) - sums) & GUARDS) !== GUARDS) this.raisePeaks(group, peaks, sums, token);
      }
    }
  }

  private raisePeaks(group: number, peaks: number, sums: number, token: number): void {
    const kept = ((peaks | GUARDS) - sums) & GUARDS;
    const keptLanes = kept - (kept >>> 9);
    this.packedPeaks[group] = (peaks & keptLanes) | (sums & ~(keptLanes | GUARDS));
    const channel = group * LANES;
    if ((kept & (1 << 9)) === 0) this.winners[channel] = token;
    if ((kept & (1 << 19)) === 0) this.winners[channel + 1] = token;
    if ((kept & (1 << 29)) === 0) this.winners[channel + 2] = token;
  }

  private unpackPeaks(offset: number): void {
    const { peaks, packedPeaks, groups } = this;
    for (let group = 0; group < groups; group++) {
      const packed = packedPeaks[group]!;
      for (let lane = 0; lane < LANES; lane++) peaks[offset + group * LANES + lane] = laneOf(packed, lane);
    }
  }

  private addWords({ rows, hashes, count }: Tokeniser): void {
    const { wordScores, pairScores, wordStep, pairStep, buckets } = this.tables;
    const words = [0, 0, 0, 0];
    const pairs = [0, 0, 0, 0];
    for (let token = 1; token <= count; token++) {
      const word = rows[token]! * OUTPUTS;
      for (let output = 0; output < OUTPUTS; output++) words[output]! += wordScores[word + output]!;
      if (token === count) break;
      const pair = pairBucket(hashes[token]!, hashes[token + 1]!, buckets - 1) * OUTPUTS;
      for (let output = 0; output < OUTPUTS; output++) pairs[output]! += pairScores[pair + output]!;
    }
    const scale = this.scaleOf(count);
    for (let output = 0; output < OUTPUTS; output++) {
      this.raw[output]! += (words[output]! * wordStep + pairs[output]! * pairStep) * scale;
    }
  }

  private addPools(): void {
    const { raw, peaks, winners, floors, gains } = this;
    for (let at = 0; at < peaks.length; at++) {
      if (winners[at] === 0) continue;
      const height = peaks[at]! - floors[at]!;
      const gain = at * OUTPUTS;
      for (let output = 0; output < OUTPUTS; output++) raw[output]! += height * gains[gain + output]!;
    }
  }
}
