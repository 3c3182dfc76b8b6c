import { LANES, valueOf } from './lanes.js';
import { LABEL_ORDER, type Evidence } from './sentence-classifier.js';
import { OUTPUTS, TAPS, type ModelTables } from './model-file.js';
import type { Scorer } from './scorer.js';
import type { Tokeniser } from './tokeniser.js';

const LABELS = LABEL_ORDER.length;

/** The weight of one output in the margin of `label`: its score less the mean of the other labels' scores. */
function marginShare(label: number, output: number): number {
  if (output >= LABELS) return 0;
  return output === label ? 1 : -1 / (LABELS - 1);
}

/**
 * Says what each token added to the margin of a label: the label's score less the mean of the others, in calibrated log-odds.
 * The contributions are exact. With the model's bias they sum to the margin: a channel's score belongs to the three words whose
 * table rows made its peak (what threshold and place add, to the middle one).
 */
export class Contributions {
  /** By token, 1…count, of the last sentence explained. */
  readonly weights: Float64Array;
  private readonly gains: readonly Float64Array[];
  private readonly words: readonly Float32Array[];

  constructor(
    private readonly tables: ModelTables,
    private readonly scorer: Scorer,
  ) {
    const { temperature, wordScores, wordStep } = tables;
    this.weights = new Float64Array(tables.window + 2);
    const margins = (values: ArrayLike<number>, label: number, scale: number): Float64Array =>
      Float64Array.from({ length: values.length / OUTPUTS }, (_, at) => {
        let margin = 0;
        for (let output = 0; output < LABELS; output++)
          margin += values[at * OUTPUTS + output]! * marginShare(label, output);
        return (margin * scale) / temperature;
      });
    this.gains = LABEL_ORDER.map((_, label) => margins(scorer.gains, label, 1));
    this.words = LABEL_ORDER.map((_, label) => Float32Array.from(margins(wordScores, label, wordStep)));
  }

  /** Fills `weights` for the sentence that the scorer has just scored. */
  explain(tokens: Tokeniser, label: number): void {
    this.weights.fill(0, 0, tokens.count + 2);
    this.creditWords(tokens, label);
    this.creditPools(tokens.rows, label);
  }

  private creditWords({ rows, count }: Tokeniser, label: number): void {
    const { weights } = this;
    const words = this.words[label]!;
    const scale = this.scorer.scaleOf(count);
    for (let token = 1; token <= count; token++) weights[token]! += words[rows[token]!]! * scale;
  }

  /** Each window is credited once with what it brought in all the pools that it won. */
  private creditPools(words: Int32Array, label: number): void {
    const { winners } = this.scorer;
    const { channels } = this.tables;
    const gains = this.gains[label]!;
    for (let channel = 0; channel < channels; channel++) {
      let at = channel;
      while (winners[at] === 0) at += channels;
      while (at < winners.length) {
        const token = winners[at]!;
        let gain = gains[at]!;
        while (winners[at] === token) at += channels;
        if (at < winners.length) gain -= gains[at]!;
        this.creditWindow(words, token, channel, gain);
      }
    }
  }

  private creditWindow(words: Int32Array, token: number, channel: number, gain: number): void {
    const { weights } = this;
    const { floors, packedRows, packedPlaces } = this.scorer;
    const groups = this.tables.channels / LANES;
    const group = Math.floor(channel / LANES);
    const lane = channel % LANES;
    const before = words[token - 1]! * TAPS * groups + group;
    const middle = (words[token]! * TAPS + 1) * groups + group;
    const after = (words[token + 1]! * TAPS + 2) * groups + group;
    const fixed = valueOf(packedPlaces[(token - 1) * groups + group]!, lane) - floors[channel]!;
    weights[token - 1]! += gain * valueOf(packedRows[before]!, lane);
    weights[token]! += gain * (valueOf(packedRows[middle]!, lane) + fixed);
    weights[token + 1]! += gain * valueOf(packedRows[after]!, lane);
  }
}

/**
 * The weightiest words as evidence, neighbours of one direction joined to a phrase.
 *
 * @param limit how many words to take at most, before joining
 */
export function weightiest(text: string, tokens: Tokeniser, weights: Float64Array, limit: number): readonly Evidence[] {
  const chosen = chooseTokens(weights, tokens.count, limit).sort((left, right) => left - right);
  const phrases: Evidence[] = [];
  let taken = 0;
  for (let at = 0; at < chosen.length;) {
    const first = chosen[at]!;
    let last = first;
    let weight = weights[first]!;
    while (chosen[++at] === last + 1 && weights[last + 1]! > 0 === weight > 0) weight += weights[++last]!;
    const start = printedFrom(text, tokens, first, taken);
    const end = tokens.ends[last]!;
    taken = end;
    phrases.push({ text: text.slice(start, end), start, end, weight: Math.round(weight * 1000) / 1000 });
  }
  return phrases.sort((left, right) => Math.abs(right.weight) - Math.abs(left.weight));
}

const LETTER = /^\p{L}/u;
const SPACE = /\s/u;

/**
 * Where what a token is part of begins in print: a number or a mark is read by itself, but what people see is "9,000" and
 * not "000", "Dr." and not ".". Never before `taken`.
 */
function printedFrom(text: string, { starts, ends }: Tokeniser, token: number, taken: number): number {
  let from = starts[token]!;
  if (ends[token - 1] !== from || LETTER.test(text.slice(from, from + 2))) return from;
  while (from > taken && !SPACE.test(text[from - 1]!)) from--;
  return from;
}

/** Insertion into a short list: far cheaper than sorting all tokens. */
function chooseTokens(weights: Float64Array, count: number, limit: number): number[] {
  const chosen: number[] = [];
  let least = 0;
  for (let token = 1; token <= count; token++) {
    const size = Math.abs(weights[token]!);
    if (size <= least) continue;
    let place = chosen.length < limit ? chosen.length : limit - 1;
    for (; place > 0 && Math.abs(weights[chosen[place - 1]!]!) < size; place--) chosen[place] = chosen[place - 1]!;
    chosen[place] = token;
    if (chosen.length === limit) least = Math.abs(weights[chosen[limit - 1]!]!);
  }
  return chosen;
}
