import type { SentenceLabelled } from '@sitrep/contracts';

/** A labelled sentence with the time of its label, in milliseconds since 1970. */
export interface TimedLabel {
  readonly event: SentenceLabelled;
  readonly labelledAt: number;
  readonly shadow: boolean;
}

/** A sentence of a batch, with everything that the batch says of it. */
export interface SentenceRow {
  /** Carries the sentence's own fields; its label is one of `labels`. */
  readonly event: SentenceLabelled;
  /** One a model version, sorted by it. */
  readonly labels: readonly TimedLabel[];
  /** The label that counts as far as this batch knows. */
  readonly effective: TimedLabel | undefined;
}

/**
 * Folds a batch to one row a sentence and one label a model, in an order that is the same for all writers: two
 * transactions that take their locks in one order cannot deadlock.
 */
export function foldSentences(batch: readonly TimedLabel[]): readonly SentenceRow[] {
  const bySentence = new Map<string, Map<string, TimedLabel>>();
  for (const item of batch) {
    const { sentenceId, modelVersion } = item.event;
    const labels = bySentence.get(sentenceId);
    if (labels === undefined) {
      bySentence.set(sentenceId, new Map([[modelVersion, item]]));
      continue;
    }
    const known = labels.get(modelVersion);
    labels.set(modelVersion, known === undefined ? item : merge(known, item));
  }
  return [...bySentence.values()].map(rowOf).sort(byPlace);
}

/**
 * The label that counts when no person and no promoted model has spoken: the earliest that is not a shadow's, and of
 * equally early ones that of the first model version. The rule looks at the labels alone, not at who came first.
 */
export function earliestLabel(labels: readonly TimedLabel[]): TimedLabel | undefined {
  let earliest: TimedLabel | undefined;
  for (const label of labels) {
    if (!label.shadow && (earliest === undefined || byTime(label, earliest) < 0)) earliest = label;
  }
  return earliest;
}

/** The same model said the same twice. It counts from the first time on, and if it ever counted. */
function merge(a: TimedLabel, b: TimedLabel): TimedLabel {
  return {
    event: a.event,
    labelledAt: Math.min(a.labelledAt, b.labelledAt),
    shadow: a.shadow && b.shadow,
  };
}

function rowOf(byVersion: ReadonlyMap<string, TimedLabel>): SentenceRow {
  const labels = [...byVersion.values()];
  if (labels.length > 1) labels.sort((a, b) => compare(a.event.modelVersion, b.event.modelVersion));
  return { event: labels[0]!.event, labels, effective: earliestLabel(labels) };
}

const byTime = (a: TimedLabel, b: TimedLabel): number =>
  a.labelledAt - b.labelledAt || compare(a.event.modelVersion, b.event.modelVersion);

const byPlace = ({ event: a }: SentenceRow, { event: b }: SentenceRow): number =>
  compare(a.articleId, b.articleId) || compare(a.revision, b.revision) || a.index - b.index;

/** By UTF-16 code units: any order will do, as long as it is always the same. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
