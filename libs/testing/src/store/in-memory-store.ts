import {
  type ArticleOutcome,
  type ArticleSplit,
  revisionOf,
  sentenceIdOf,
  type SentenceLabelled,
} from '@sitrep/contracts';
import type { Delivery } from '@sitrep/pipeline';

import { hopsOf } from './hops.js';
import { sortDump, type StoreDump } from './store-dump.js';

type SaveResult = { readonly code: 'STORE_REJECTED'; readonly message: string } | undefined;
type CorrectionResult = 'made' | 'no-sentence' | 'no-correction';
type Corrections = StoreDump['corrections'];
type Labelled = Delivery<SentenceLabelled>;

/**
 * The twin of the store's tables. It only collects what it was given, and works out what the tables hold when it is
 * asked: from a set there is no order to depend on.
 */
export class InMemoryStore {
  private readonly labelled: Labelled[] = [];
  private readonly outcomes: ArticleOutcome[] = [];
  private readonly outcomeDeliveries: Delivery<ArticleOutcome>[] = [];
  private readonly traces: { readonly place: string; readonly traceparent: string }[] = [];

  /** Keeps labelled sentences. */
  readonly sentenceRepository = {
    save: (batch: readonly Labelled[]): Promise<readonly SaveResult[]> =>
      Promise.resolve(batch.map((delivery) => this.keepSentence(delivery))),
  };

  /** Keeps outcomes. */
  readonly outcomeRepository = {
    save: (batch: readonly Delivery<ArticleOutcome>[]): Promise<readonly SaveResult[]> =>
      Promise.resolve(batch.map((delivery) => this.keepOutcome(delivery))),
  };

  private readonly corrections: Corrections[number][] = [];

  /** Keeps what persons say. */
  readonly correctionRepository = {
    save: (correction: Omit<Corrections[number], 'number'>): Promise<CorrectionResult> =>
      Promise.resolve(this.keepCorrection(correction)),
  };

  /** The last decision about each model, and which was promoted last. */
  private readonly acts = new Map<string, 'promote' | 'drop'>();
  private promoted: string | undefined;

  /** Keeps what people decide about models. */
  readonly modelRepository = {
    decide: ({ version, act }: { readonly version: string; readonly act: 'promote' | 'drop' }) =>
      Promise.resolve(this.keepAct(version, act)),
  };

  /** There is nothing to wait for. */
  settle(): Promise<void> {
    return Promise.resolve();
  }

  /** What the tables of a real store would hold. */
  dump(): Promise<StoreDump> {
    const labels = this.labels();
    const { articles, heads } = this.manifests();
    const sentences = this.sentences(labels, articles, heads);
    const versions = [...new Set(labels.map(({ modelVersion }) => modelVersion))];
    return Promise.resolve(
      sortDump({
        sentences,
        labels,
        models: versions.map((version) => ({
          version,
          shadow: labels.every((label) => label.modelVersion !== version || label.shadow),
          promoted: this.promoted === version,
          dropped: this.acts.get(version) === 'drop',
        })),
        articles,
        heads,
        outcomes: latest(this.outcomes, placeOf).map((event) => ({
          partition: event.origin.partition,
          offset: event.origin.offset,
          kind: event.outcome,
          articleId: 'articleId' in event ? event.articleId : null,
          code: 'code' in event ? event.code : null,
          traceparent: this.traceOf(placeOf(event)),
        })),
        hops: hopsOf(this.labelled, this.outcomeDeliveries),
        corrections: this.corrections,
        ledger: ledgerOf(sentences, articles),
      }),
    );
  }

  private keepSentence(delivery: Labelled): SaveResult {
    const { event } = delivery;
    if (event.sentenceId !== sentenceIdOf(event.articleId, event.revision, event.index)) return REFUSED;
    if (!isStorable([event.text, event.modelVersion, ...event.evidence.map(({ text }) => text)])) return REFUSED;
    this.labelled.push(delivery);
    return undefined;
  }

  private keepOutcome(delivery: Delivery<ArticleOutcome>): SaveResult {
    const { event, traceparent } = delivery;
    if (!isStorable(Object.values(event).filter((value) => typeof value === 'string'))) return REFUSED;
    if (event.outcome === 'split' && event.revision !== revisionOf(event.text, event.spansHash)) return REFUSED;
    this.outcomes.push(event);
    this.outcomeDeliveries.push(delivery);
    if (traceparent !== undefined) this.traces.push({ place: placeOf(event), traceparent });
    return undefined;
  }

  private keepCorrection(correction: Omit<Corrections[number], 'number'>): CorrectionResult {
    const { sentenceId, label, by, reason } = correction;
    if (!this.labelled.some(({ event }) => event.sentenceId === sentenceId)) return 'no-sentence';
    const before = this.correctionOf(sentenceId);
    if (before?.label === label && before.by === by && before.reason === reason) return 'made';
    if (label === null && (before?.label ?? null) === null) return 'no-correction';
    this.corrections.push({ sentenceId, number: (before?.number ?? 0) + 1, label, by, reason });
    return 'made';
  }

  private keepAct(version: string, act: 'promote' | 'drop'): 'made' | 'no-model' {
    if (!this.labelled.some(({ event }) => event.modelVersion === version)) return 'no-model';
    this.acts.set(version, act);
    if (act === 'promote') this.promoted = version;
    else if (this.promoted === version) this.promoted = undefined;
    return 'made';
  }

  /** The promoted model first, dropped ones last. */
  private rankOf(version: string): number {
    return version === this.promoted ? 0 : this.acts.get(version) === 'drop' ? 2 : 1;
  }

  private correctionOf(sentenceId: string): Corrections[number] | undefined {
    return this.corrections.findLast((correction) => correction.sentenceId === sentenceId);
  }

  private traceOf(place: string): string | null {
    const [least] = this.traces
      .filter((trace) => trace.place === place)
      .sort((a, b) => (a.traceparent < b.traceparent ? -1 : 1));
    return least?.traceparent ?? null;
  }

  private labels(): StoreDump['labels'] {
    const all = Map.groupBy(this.labelled, ({ event }) => `${event.sentenceId}/${event.modelVersion}`);
    return [...all.values()].map((same) => ({
      sentenceId: same[0]!.event.sentenceId,
      modelVersion: same[0]!.event.modelVersion,
      label: same[0]!.event.label,
      evidence: same[0]!.event.evidence,
      shadow: same.every(({ event }) => event.shadow === true),
      labelledAt: Math.min(...same.map(({ eventTime, timestamp }) => eventTime ?? timestamp)),
    }));
  }

  private sentences(
    labels: StoreDump['labels'],
    articles: StoreDump['articles'],
    heads: StoreDump['heads'],
  ): StoreDump['sentences'] {
    const all = Map.groupBy(this.labelled, ({ event }) => event.sentenceId);
    return [...all].map(([sentenceId, deliveries]) => {
      const [effective] = labels
        .filter((label) => label.sentenceId === sentenceId && (!label.shadow || label.modelVersion === this.promoted))
        .sort(
          (a, b) =>
            this.rankOf(a.modelVersion) - this.rankOf(b.modelVersion) ||
            a.labelledAt - b.labelledAt ||
            (a.modelVersion < b.modelVersion ? -1 : 1),
        );
      const { event } = deliveries[0]!;
      const said = deliveries.find((one) => one.event.modelVersion === effective?.modelVersion)?.event;
      const { articleId, revision, index, start, end, text, overlong = false } = event;
      const manifest = articles.find((article) => article.articleId === articleId && article.revision === revision);
      const place = {
        ...{ sentenceId, articleId, revision, index, start, end, text, overlong },
        source: manifest?.source ?? null,
        language: manifest?.language ?? null,
        publishedAt: manifest?.publishedAt ?? null,
        receivedAt: manifest?.receivedAt ?? null,
        current: heads.some((head) => head.articleId === articleId && head.revision === revision),
      };
      const label = this.correctionOf(sentenceId)?.label ?? null;
      if (label !== null) {
        const labelledAt = 'when corrected' as const;
        return { ...place, label, confidence: null, modelVersion: null, corrected: true, labelledAt };
      }
      return {
        ...place,
        corrected: false,
        labelledAt: effective?.labelledAt ?? null,
        label: said?.label ?? null,
        confidence: said?.confidence ?? null,
        modelVersion: said?.modelVersion ?? null,
      };
    });
  }

  private manifests(): Pick<StoreDump, 'articles' | 'heads'> {
    const deciding = this.outcomes.filter((event) => event.outcome !== 'rejected');
    const splits = deciding.filter((event): event is ArticleSplit => event.outcome === 'split');
    return {
      articles: latest(splits, ({ articleId, revision }) => `${articleId}/${revision}`).map((event) => ({
        articleId: event.articleId,
        revision: event.revision,
        title: event.title ?? null,
        source: event.source ?? null,
        language: event.language ?? null,
        publishedAt: event.publishedAt === undefined ? null : Date.parse(event.publishedAt),
        text: event.text,
        sentenceCount: event.sentenceCount,
        receivedAt: Date.parse(event.origin.timestamp),
        originPartition: event.origin.partition,
        originOffset: event.origin.offset,
      })),
      heads: latest(deciding, ({ articleId }) => articleId).map((event) => ({
        articleId: event.articleId,
        revision: event.outcome === 'split' ? event.revision : null,
        decidedAt: Date.parse(event.origin.timestamp),
        decidedPartition: event.origin.partition,
        decidedOffset: event.origin.offset,
      })),
    };
  }
}

const REFUSED: SaveResult = { code: 'STORE_REJECTED', message: 'The twin cannot hold it either.' };

const isStorable = (texts: readonly string[]): boolean =>
  texts.every((text) => text.isWellFormed() && !text.includes('\u0000'));

const placeOf = ({ origin }: ArticleOutcome): string => `${origin.partition}/${origin.offset}`;

/** Of the events with the same key the one that came in last, by time, offset and partition of its record. */
function latest<Event extends ArticleOutcome>(events: readonly Event[], keyOf: (event: Event) => string): Event[] {
  const order = ({ origin: { timestamp, offset, partition } }: Event) => [Date.parse(timestamp), offset, partition];
  const isAfter = (a: Event, b: Event): boolean => {
    const place = order(b);
    const difference = order(a)
      .map((value, index) => value - (place[index] ?? 0))
      .find((value) => value !== 0);
    return (difference ?? 0) > 0;
  };
  return [...Map.groupBy(events, keyOf).values()].map((same) =>
    same.reduce((last, one) => (isAfter(one, last) ? one : last)),
  );
}

function ledgerOf(sentences: StoreDump['sentences'], articles: StoreDump['articles']): StoreDump['ledger'] {
  const counted = sentences.filter(({ label }) => label !== null);
  const places = new Map([...counted, ...articles].map((row) => [`${row.articleId}/${row.revision}`, row]));
  return [...places.values()].map(({ articleId, revision }) => {
    const isHere = (row: { readonly articleId: string; readonly revision: string }): boolean =>
      row.articleId === articleId && row.revision === revision;
    return {
      articleId,
      revision,
      split: articles.find(isHere)?.sentenceCount ?? null,
      stored: counted.filter(isHere).length,
    };
  });
}
