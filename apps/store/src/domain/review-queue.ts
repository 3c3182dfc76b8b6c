/** A sentence that a model is unsure of. */
export interface Unsure {
  readonly text: string;
  readonly source: string | null;
  /** The two highest scores: how much the first label is ahead of the second is what a person can settle. */
  readonly first: number;
  readonly second: number;
  /** The same sentence stands in many articles of its source. */
  readonly boilerplate: boolean;
}

/** A sentence with its place in the queue. */
export interface Queued<Sentence> {
  readonly sentence: Sentence;
  /** `first − second`. */
  readonly margin: number;
  /** The source's share of all that is unsure. */
  readonly volume: number;
  /** How often the same words stand in the queue: one word settles what all of them are. */
  readonly copies: number;
  /** `(1 − margin) × (1 + volume)`. */
  readonly value: number;
}

/**
 * Puts what a person should look at in the order of its value: the narrower the margin and the more of the unsure
 * sentences are its source's, the more is learnt from one look. Boilerplate comes last, and the same words come once.
 */
export function queueOf<Sentence extends Unsure>(unsure: readonly Sentence[]): readonly Queued<Sentence>[] {
  const bySource = Map.groupBy(unsure, ({ source }) => source);
  return [...Map.groupBy(unsure, ({ text }) => text).values()]
    .map((same) => {
      const ranked = same.map((sentence) =>
        queued(sentence, (bySource.get(sentence.source) ?? []).length / unsure.length),
      );
      return { ...ranked.sort(byValue)[0]!, copies: same.length };
    })
    .sort(byValue);
}

function queued<Sentence extends Unsure>(sentence: Sentence, volume: number): Queued<Sentence> {
  const margin = sentence.first - sentence.second;
  return { sentence, margin, volume, copies: 1, value: (1 - margin) * (1 + volume) };
}

const byValue = <Sentence extends Unsure>(a: Queued<Sentence>, b: Queued<Sentence>): number =>
  Number(a.sentence.boilerplate) - Number(b.sentence.boilerplate) || b.value - a.value;
