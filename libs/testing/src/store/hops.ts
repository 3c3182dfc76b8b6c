import type { ArticleOutcome, SentenceLabelled } from '@sitrep/contracts';
import type { Delivery } from '@sitrep/pipeline';

import type { StoreDump } from './store-dump.js';

type Hop = StoreDump['hops'][number];
type Place = Omit<Hop, 'firstOffset' | 'lastOffset' | 'firstAt' | 'lastAt' | 'traceparent'>;
type Step = Place & { readonly offset: number; readonly at: number; readonly traceparent: string | undefined };

/** The steps that a set of events shows: all of one place and maker are one. */
export function hopsOf(
  labelled: readonly Delivery<SentenceLabelled>[],
  outcomes: readonly Delivery<ArticleOutcome>[],
): readonly Hop[] {
  const steps = [...labelled.flatMap(stepsOfSentence), ...outcomes.flatMap(stepsOfOutcome)];
  const groups = Map.groupBy(steps, ({ offset: _offset, at: _at, traceparent: _traceparent, ...place }) =>
    JSON.stringify(place),
  );
  return [...groups].map(([place, same]) => ({
    ...(JSON.parse(place) as Place),
    firstOffset: Math.min(...same.map(({ offset }) => offset)),
    lastOffset: Math.max(...same.map(({ offset }) => offset)),
    firstAt: Math.min(...same.map(({ at }) => at)),
    lastAt: Math.max(...same.map(({ at }) => at)),
    traceparent: same.flatMap(({ traceparent }) => traceparent ?? []).sort()[0] ?? null,
  }));
}

function stepsOfSentence(delivery: Delivery<SentenceLabelled>): readonly Step[] {
  const { articleId, revision, modelVersion } = delivery.event;
  const labelled = stepOf({ articleId, revision, modelVersion }, delivery);
  if (delivery.cause === undefined) return [labelled];
  const { timestamp, ...position } = delivery.cause;
  const { traceparent } = delivery;
  const before = { position, timestamp, eventTime: undefined, traceparent };
  return [stepOf({ articleId, revision, modelVersion: '' }, before), labelled];
}

function stepsOfOutcome(delivery: Delivery<ArticleOutcome>): readonly Step[] {
  const { event } = delivery;
  if (event.outcome === 'rejected') return [];
  const revision = event.outcome === 'split' ? event.revision : '';
  return [stepOf({ articleId: event.articleId, revision, modelVersion: '' }, delivery)];
}

function stepOf(
  { modelVersion, ...text }: Pick<Place, 'articleId' | 'revision' | 'modelVersion'>,
  { position, timestamp, eventTime, traceparent, madeBy }: Omit<Delivery<never>, 'event'>,
): Step {
  const { topic, partition, offset } = position;
  const source = madeBy?.source ?? '';
  const serviceVersion = madeBy?.serviceVersion ?? '';
  const at = eventTime ?? timestamp;
  // In the order of the dump of Postgres: rows are sorted by their JSON.
  return { ...text, topic, partition, source, serviceVersion, modelVersion, offset, at, traceparent };
}
