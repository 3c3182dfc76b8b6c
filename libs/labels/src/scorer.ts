import { GUARDS, LANES, laneOf, packRows, packSums } from './lanes.js';
import { OUTPUTS, TAPS, poolsOf, type ModelTables } from './model-file.js';
import type { Tokeniser } from './tokeniser.js';

/**
 * The model's arithmetic: integer sums of table rows, and the largest of them in each channel.
 *
 * A width-3 convolution over fixed word vectors is a sum of three table rows, so for each channel
 * `h[t] = max(0, threshold + before[w(t-1)] + at[w(t)] + after[w(t+1)] + place[t])`, pooled by maximum over the first few tokens,
 * over some more, and over all. Added to the pools' scores is a score a word, over the square root of the number of tokens.
 * The window that won each channel is remembered: it is owed the whole of that channel's score, which makes evidence exact.
 */
export class Scorer {
  /** Raw scores of the last sentence: three labels, then `none`. */
  readonly raw = new Float64Array(OUTPUTS);
  /** (pool, channel): the token in the middle of the window that had the largest sum (0: none was above the floor). */
  readonly winners: Int32Array;
  /** By channel: it fires above this sum. */
  readonly floors: Int32Array;
  /** (pool, channel, output): what one step above the floor adds to an output, in this pool and in all longer ones together. */
  readonly gains: Float32Array;
  /** (row, tap, group of three channels), and (place, group), packed as lanes.ts says. */
  readonly packedRows: Int32Array;
  readonly packedPlaces: Int32Array;
  private readonly pools: number;
  private readonly groups: number;
  /** (1 + pool, group): the largest sums of each pool; before them the floors. */
  private readonly packedPools: Int32Array;
  private readonly packedPeaks: Int32Array;
  private readonly winnersSoFar: Int32Array;

  constructor(private readonly tables: ModelTables) {
    const { channels, steps, thresholds } = tables;
    this.pools = poolsOf(tables);
    this.groups = channels / LANES;
    this.winners = new Int32Array(this.pools * channels);
    this.winnersSoFar = new Int32Array(channels);
    const floors = Int32Array.from(thresholds, (threshold, channel) => -Math.round(threshold / steps[channel]!));
    const packedFloors = packSums(floors);
    this.floors = floors.map((_, channel) => laneOf(packedFloors[Math.floor(channel / LANES)]!, channel % LANES));
    this.packedPools = new Int32Array((1 + this.pools) * this.groups);
    this.packedPools.set(packedFloors);
    this.gains = this.gainsFromHere();
    this.packedRows = packRows(tables.rows);
    this.packedPlaces = packRows(tables.places);
    this.packedPeaks = new Int32Array(this.groups);
  }

  /** What one token is multiplied with. */
  scaleOf(count: number): number {
    return 1 / Math.sqrt(Math.max(count, 1));
  }

  /** Scores the sentence that the tokeniser has just read. */
  score(tokens: Tokeniser): void {
    const { leads, channels } = this.tables;
    this.packedPeaks.set(this.packedPools.subarray(0, this.groups));
    this.winnersSoFar.fill(0);
    let from = 1;
    for (let pool = 0; pool < this.pools; pool++) {
      const to = Math.min(leads[pool] ?? tokens.count, tokens.count);
      this.raise(tokens.rows, from, to);
      this.packedPools.set(this.packedPeaks, (1 + pool) * this.groups);
      this.winners.set(this.winnersSoFar, pool * channels);
      from = to + 1;
    }
    this.raw.set(this.tables.bias);
    this.addWords(tokens);
    this.addPools();
  }

  /** The pools hold each other: a peak that stays the largest counts in all longer pools, so their gains are summed in advance. */
  private gainsFromHere(): Float32Array {
    const { head, steps, channels } = this.tables;
    const gains = Float64Array.from(head, (weight, at) => weight * steps[Math.floor(at / OUTPUTS) % channels]!);
    for (let at = gains.length - channels * OUTPUTS - 1; at >= 0; at--) gains[at]! += gains[at + channels * OUTPUTS]!;
    return Float32Array.from(gains);
  }

  private raise(words: Int32Array, from: number, to: number): void {
    const { groups, packedRows, packedPlaces, packedPeaks } = this;
    for (let token = from; token <= to; token++) {
      const before = words[token - 1]! * TAPS * groups;
      const at = words[token]! * TAPS * groups + groups;
      const after = words[token + 1]! * TAPS * groups + 2 * groups;
      const place = (token - 1) * groups;
      for (let group = 0; group < groups; group++) {
        const sums =
          packedRows[before + group]! +
          packedRows[at + group]! +
          packedRows[after + group]! +
          packedPlaces[place + group]!;
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
    if ((kept & (1 << 9)) === 0) this.winnersSoFar[channel] = token;
    if ((kept & (1 << 19)) === 0) this.winnersSoFar[channel + 1] = token;
    if ((kept & (1 << 29)) === 0) this.winnersSoFar[channel + 2] = token;
  }

  private addPools(): void {
    const { packedPools, groups } = this;
    for (let at = groups; at < packedPools.length; at++) {
      const peaks = packedPools[at]!;
      const lower = packedPools[at - groups]!;
      if (peaks !== lower) this.addRise(peaks, lower, (at - groups) * LANES);
    }
  }

  private addRise(peaks: number, lower: number, channel: number): void {
    const { raw, gains } = this;
    for (let lane = 0; lane < LANES; lane++) {
      const rise = laneOf(peaks, lane) - laneOf(lower, lane);
      if (rise === 0) continue;
      const gain = (channel + lane) * OUTPUTS;
      for (let output = 0; output < OUTPUTS; output++) raw[output]! += rise * gains[gain + output]!;
    }
  }

  private addWords({ rows, count }: Tokeniser): void {
    const { wordScores, wordStep } = this.tables;
    const words = [0, 0, 0, 0];
    for (let token = 1; token <= count; token++) {
      const word = rows[token]! * OUTPUTS;
      for (let output = 0; output < OUTPUTS; output++) words[output]! += wordScores[word + output]!;
    }
    const scale = this.scaleOf(count) * wordStep;
    for (let output = 0; output < OUTPUTS; output++) this.raw[output]! += words[output]! * scale;
  }
}
