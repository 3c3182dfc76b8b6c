import { Contributions, weightiest } from './evidence.js';
import type { ModelTables } from './model-file.js';
import { Scorer } from './scorer.js';
import { LABEL_ORDER, type Classification, type SentenceClassifier } from './sentence-classifier.js';
import { Tokeniser } from './tokeniser.js';
import { Vocabulary } from './vocabulary.js';

/** How much a classifier says. */
export interface TableClassifierOptions {
  /** How many words the evidence of a sentence names at most; 0 leaves it out. Default 5. */
  readonly evidenceWords?: number;
}

const DEFAULT_EVIDENCE_WORDS = 5;

/**
 * The model of this project, in plain arithmetic: no network, no clock, no state that outlives a sentence. One instance labels
 * one sentence at a time; that is what a single thread does anyway.
 */
export class TableClassifier implements SentenceClassifier {
  readonly modelVersion: string;
  private readonly tokens: Tokeniser;
  private readonly scorer: Scorer;
  private readonly contributions: Contributions;
  private readonly evidenceWords: number;

  constructor(
    private readonly tables: ModelTables,
    options: TableClassifierOptions = {},
  ) {
    this.modelVersion = tables.version;
    this.tokens = new Tokeniser(new Vocabulary(tables.wordHashes, tables.suffixes), tables.window);
    this.scorer = new Scorer(tables);
    this.contributions = new Contributions(tables, this.scorer);
    this.evidenceWords = options.evidenceWords ?? DEFAULT_EVIDENCE_WORDS;
  }

  classify(texts: readonly string[]): Promise<readonly Classification[]> {
    return Promise.resolve(texts.map((text) => this.classifyOne(text)));
  }

  /** The same for one sentence, at once. No string makes it throw; what lies beyond the window is not read. */
  classifyOne(text: string): Classification {
    const { tokens, scorer, tables } = this;
    tokens.read(text);
    scorer.score(tokens);
    const [military, diplomatic, humanitarian] = softmax(scorer.raw, tables.temperature);
    const label = military >= diplomatic && military >= humanitarian ? 0 : diplomatic >= humanitarian ? 1 : 2;
    const confidence = Math.max(military, diplomatic, humanitarian);
    return {
      label: LABEL_ORDER[label],
      confidence,
      scores: { military, diplomatic, humanitarian },
      none: 1 / (1 + Math.exp(-scorer.raw[LABEL_ORDER.length]!)),
      needsReview: confidence < tables.reviewBelow,
      evidence: this.evidenceWords === 0 ? [] : this.evidenceFor(text, label),
    };
  }

  private evidenceFor(text: string, label: number): Classification['evidence'] {
    this.contributions.explain(this.tokens, label);
    return weightiest(text, this.tokens, this.contributions.weights, this.evidenceWords);
  }
}

function softmax(raw: Float64Array, temperature: number): [number, number, number] {
  const largest = Math.max(raw[0]!, raw[1]!, raw[2]!);
  const military = Math.exp((raw[0]! - largest) / temperature);
  const diplomatic = Math.exp((raw[1]! - largest) / temperature);
  const humanitarian = Math.exp((raw[2]! - largest) / temperature);
  const sum = military + diplomatic + humanitarian;
  return [military / sum, diplomatic / sum, humanitarian / sum];
}
