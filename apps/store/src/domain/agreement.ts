import { type Label, LABELS } from '@sitrep/contracts';

/** How often a person and a model said this of one kind of sentence. */
export interface Verdicts {
  readonly model: string;
  readonly source: string | null;
  /** What the person says, and what the model. */
  readonly person: Label;
  readonly label: Label;
  /** A tenth of the confidences, from 0; the last holds 1 too. */
  readonly tenth: number;
  /** The model asked for a person. */
  readonly review: boolean;
  readonly count: number;
  /** Sum of the model's confidences. */
  readonly confidence: number;
}

/** A share of a number of sentences, and between what the true share lies with 95 % certainty (Wilson). */
export interface Rate {
  readonly n: number;
  readonly agreed: number;
  /** Null where there is nothing to share. */
  readonly share: number | null;
  readonly low: number;
  readonly high: number;
}

/** The agreement of one model with people. */
export interface ModelAgreement extends Rate {
  readonly modelVersion: string;
  /** Sentences that the model was sure of, and those that it asked a person about. */
  readonly sure: Rate;
  readonly review: Rate;
  /** By what the person says. */
  readonly byLabel: readonly (Rate & { readonly label: Label })[];
  /** The sources with the most verdicts. */
  readonly bySource: readonly (Rate & { readonly source: string | null })[];
  /** By tenths of confidence, those without a verdict left out. */
  readonly byConfidence: readonly (Rate & { readonly from: number; readonly to: number; readonly mean: number })[];
  /** Every pair, also those that never occurred. */
  readonly confusion: readonly { readonly person: Label; readonly model: Label; readonly count: number }[];
}

const MOST_SOURCES = 50;

/** The agreement of every model that people's words can be held against, the one with the most of them first. */
export function agreementOf(verdicts: readonly Verdicts[]): readonly ModelAgreement[] {
  return [...Map.groupBy(verdicts, ({ model }) => model)]
    .map(([modelVersion, own]) => ({ modelVersion, ...ofModel(own) }))
    .sort((a, b) => b.n - a.n || (a.modelVersion < b.modelVersion ? -1 : 1));
}

function ofModel(verdicts: readonly Verdicts[]): Omit<ModelAgreement, 'modelVersion'> {
  return {
    ...rateOf(verdicts),
    sure: rateOf(verdicts.filter(({ review }) => !review)),
    review: rateOf(verdicts.filter(({ review }) => review)),
    byLabel: LABELS.map((label) => ({ label, ...rateOf(verdicts.filter(({ person }) => person === label)) })),
    bySource: [...Map.groupBy(verdicts, ({ source }) => source)]
      .map(([source, own]) => ({ source, ...rateOf(own) }))
      .sort((a, b) => b.n - a.n || ((a.source ?? '') < (b.source ?? '') ? -1 : 1))
      .slice(0, MOST_SOURCES),
    byConfidence: [...Map.groupBy(verdicts, ({ tenth }) => tenth)]
      .sort(([a], [b]) => a - b)
      .map(([tenth, own]) => ({ from: tenth / 10, to: (tenth + 1) / 10, mean: meanOf(own), ...rateOf(own) })),
    confusion: LABELS.flatMap((person) =>
      LABELS.map((model) => ({
        person,
        model,
        count: countOf(verdicts.filter((one) => one.person === person && one.label === model)),
      })),
    ),
  };
}

const countOf = (verdicts: readonly Verdicts[]): number => verdicts.reduce((sum, { count }) => sum + count, 0);

const meanOf = (verdicts: readonly Verdicts[]): number =>
  verdicts.reduce((sum, { confidence }) => sum + confidence, 0) / countOf(verdicts);

const rateOf = (verdicts: readonly Verdicts[]): Rate =>
  wilson(countOf(verdicts.filter(({ person, label }) => person === label)), countOf(verdicts));

/** Two-sided 95 % of the normal distribution. */
const Z = 1.959_963_984_540_054;

/**
 * The share of `agreed` among `n` with its interval. Wilson's, because it holds for a few sentences and for shares near
 * 1, where others promise more than 100 %.
 */
export function wilson(agreed: number, n: number): Rate {
  if (n === 0) return { n, agreed, share: null, low: 0, high: 1 };
  const share = agreed / n;
  const z2 = Z * Z;
  const middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return { n, agreed, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
