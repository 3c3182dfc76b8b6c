import type { ArticleOutcome, ArticleSplit, RecordPosition } from '@sitrep/contracts';

/** What became of an input record, with the trace that it came with. */
export interface TracedOutcome {
  readonly event: ArticleOutcome;
  readonly traceparent: string | undefined;
}

/** Everything that a batch of outcomes says, each row once and in an order that is the same for all writers. */
export interface OutcomeRows {
  /** Of several traces of one record the least, as if they had come one by one. */
  readonly outcomes: readonly TracedOutcome[];
  /** The latest manifest of each revision. */
  readonly articles: readonly ArticleSplit[];
  /** The latest split or retraction of each article. */
  readonly heads: readonly HeadRow[];
}

/** Decides which revision of an article is current. */
export type HeadRow = Exclude<ArticleOutcome, { outcome: 'rejected' }>;

/** Folds a batch. What is later is decided by the input record alone; see {@link isLater}. */
export function foldOutcomes(batch: readonly TracedOutcome[]): OutcomeRows {
  const outcomes = new Map<string, TracedOutcome>();
  const articles = new Map<string, ArticleSplit>();
  const heads = new Map<string, HeadRow>();
  for (const { event, traceparent } of batch) {
    const { topic, partition, offset } = event.origin;
    const position = `${topic}/${partition}/${offset}`;
    const known = outcomes.get(position);
    outcomes.set(position, {
      event: known?.event ?? event,
      traceparent: least(known?.traceparent, traceparent),
    });
    if (event.outcome === 'rejected') continue;
    keepLatest(heads, event.articleId, event);
    if (event.outcome === 'split') keepLatest(articles, `${event.articleId}\u0000${event.revision}`, event);
  }
  return { outcomes: sorted(outcomes), articles: sorted(articles), heads: sorted(heads) };
}

/** When an input record was appended, and where it stands. */
export interface Origin extends RecordPosition {
  readonly timestamp: string;
}

/** Whether `a` comes after `b`: by time, then offset, then partition. A total order of the records of one topic. */
export function isLater(a: Origin, b: Origin): boolean {
  const byTime = Date.parse(a.timestamp) - Date.parse(b.timestamp);
  return (byTime || a.offset - b.offset || a.partition - b.partition) > 0;
}

function keepLatest<Row extends HeadRow>(rows: Map<string, Row>, key: string, row: Row): void {
  const known = rows.get(key);
  if (known === undefined || isLater(row.origin, known.origin)) rows.set(key, row);
}

const least = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && b < a) ? b : a;

const sorted = <Row>(rows: ReadonlyMap<string, Row>): readonly Row[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
