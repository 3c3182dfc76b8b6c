import { LABELS, type Label } from '@sitrep/contracts';

const BUCKETS = 2 ** 16;
const EPOCHS = 10;
const RATE = 0.5;
const WORD = /[\p{L}\p{N}]+/gu;

/** A text with a person's label. */
export interface LabelledText {
  readonly text: string;
  readonly label: Label;
}

/**
 * What any classifier should beat: logistic regression over hashed words and pairs of words, trained here and now by plain
 * stochastic gradient descent. It gives no evidence.
 */
export class NgramBaseline {
  private readonly weights = LABELS.map(() => new Float32Array(BUCKETS));

  constructor(rows: readonly LabelledText[]) {
    const examples = rows.map(({ text, label }) => ({ features: featuresOf(text), label: LABELS.indexOf(label) }));
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      for (const { features, label } of examples) this.learn(features, label, RATE / (1 + epoch));
    }
  }

  classify(text: string): Label {
    const scores = this.scores(featuresOf(text));
    return LABELS[scores.indexOf(Math.max(...scores))]!;
  }

  private scores(features: readonly number[]): number[] {
    const scale = 1 / Math.sqrt(Math.max(features.length, 1));
    return this.weights.map((weights) => {
      let sum = 0;
      for (const feature of features) sum += weights[feature]!;
      return sum * scale;
    });
  }

  private learn(features: readonly number[], label: number, rate: number): void {
    const powers = this.scores(features).map(Math.exp);
    const total = powers.reduce((sum, power) => sum + power, 0);
    powers.forEach((power, at) => {
      const step = rate * ((at === label ? 1 : 0) - power / total);
      for (const feature of features) this.weights[at]![feature]! += step;
    });
  }
}

function featuresOf(text: string): number[] {
  const features: number[] = [];
  let previous = 0;
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    let hash = 0;
    for (let at = 0; at < word.length; at++) hash = Math.imul(hash, 31) + word.charCodeAt(at);
    features.push(hash & (BUCKETS - 1), (Math.imul(previous, 0x9e37) ^ hash) & (BUCKETS - 1));
    previous = hash;
  }
  return features;
}
