import {
  type ArticleOutcome,
  type EventCause,
  type EventMaker,
  type RecordPosition,
  type SentenceLabelled,
} from '@sitrep/contracts';

import { makeStorable } from './storable-text.js';

/** An event with what its record says of its way. */
export interface Arrival<Event> {
  readonly event: Event;
  readonly position: RecordPosition;
  readonly timestamp: number;
  readonly eventTime: number | undefined;
  readonly traceparent: string | undefined;
  readonly madeBy?: EventMaker | undefined;
  readonly cause?: EventCause | undefined;
}

/**
 * One step of an article on its way through the topics: the stretch of one partition that its events stand in, and of
 * one maker. Least and greatest do not depend on the order in which the events come, nor on how often.
 */
export interface Hop {
  readonly articleId: string;
  /** Empty for a retraction, which has no text. */
  readonly revision: string;
  readonly topic: string;
  readonly partition: number;
  /** Empty where the record does not say. */
  readonly source: string;
  readonly serviceVersion: string;
  /** Empty for events that no model made. */
  readonly modelVersion: string;
  readonly firstOffset: number;
  readonly lastOffset: number;
  /** Milliseconds since 1970. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** The least of several. */
  readonly traceparent: string | undefined;
}

/** The steps that labelled sentences show: where they stand themselves, and where they stood before a model saw them. */
export function hopsOfSentences(arrivals: readonly Arrival<SentenceLabelled>[]): readonly Hop[] {
  const labelled = new HopFold();
  const extracted = new HopFold();
  for (const arrival of arrivals) {
    const { event, cause } = arrival;
    labelled.add(event, event.modelVersion, arrival);
    if (cause === undefined) continue;
    const { topic, partition, offset, timestamp } = cause;
    const position = { topic, partition, offset };
    extracted.add(event, '', { position, timestamp, eventTime: undefined, traceparent: arrival.traceparent });
  }
  return inOrder([...labelled.rows, ...extracted.rows]);
}

/** The steps that outcomes show. A rejected record is of no article. */
export function hopsOfOutcomes(arrivals: readonly Arrival<ArticleOutcome>[]): readonly Hop[] {
  const hops = new HopFold();
  for (const arrival of arrivals) {
    const { event } = arrival;
    if (event.outcome === 'rejected') continue;
    const revision = event.outcome === 'split' ? event.revision : '';
    hops.add({ articleId: event.articleId, revision }, '', arrival);
  }
  return inOrder(hops.rows);
}

type Step = Omit<Arrival<never>, 'event'>;
type Growing = { -readonly [Key in keyof Hop]: Hop[Key] };

/** Folds events of one kind. The sentences of an article come one after the other, and mostly belong to the same step. */
class HopFold {
  private readonly byKey = new Map<string, Growing>();
  private last: Growing | undefined;

  get rows(): Iterable<Hop> {
    return this.byKey.values();
  }

  add({ articleId, revision }: Pick<Hop, 'articleId' | 'revision'>, modelVersion: string, step: Step): void {
    const { topic, partition, offset } = step.position;
    const at = step.eventTime ?? step.timestamp;
    const { traceparent } = step;
    const hop: Hop = {
      ...{ articleId, revision, topic, partition, modelVersion, traceparent },
      source: nameOf(step.madeBy?.source),
      serviceVersion: nameOf(step.madeBy?.serviceVersion),
      ...{ firstOffset: offset, lastOffset: offset, firstAt: at, lastAt: at },
    };
    if (this.last === undefined || !isSameStep(this.last, hop)) this.last = this.find(hop);
    grow(this.last, hop);
  }

  private find(hop: Hop): Growing {
    const key = keyOf(hop);
    const known = this.byKey.get(key) ?? { ...hop };
    this.byKey.set(key, known);
    return known;
  }
}

const LONGEST_NAME = 200;

/** Anybody may write a header. */
const nameOf = (text: string | undefined): string =>
  text === undefined ? '' : makeStorable(text.slice(0, LONGEST_NAME));

const isSameStep = (a: Hop, b: Hop): boolean =>
  a.articleId === b.articleId &&
  a.revision === b.revision &&
  a.topic === b.topic &&
  a.partition === b.partition &&
  a.source === b.source &&
  a.serviceVersion === b.serviceVersion &&
  a.modelVersion === b.modelVersion;

const keyOf = (hop: Hop): string =>
  [hop.articleId, hop.revision, hop.topic, hop.partition, hop.source, hop.serviceVersion, hop.modelVersion].join(
    '\u0000',
  );

function grow(hop: Growing, by: Hop): void {
  hop.firstOffset = Math.min(hop.firstOffset, by.firstOffset);
  hop.lastOffset = Math.max(hop.lastOffset, by.lastOffset);
  hop.firstAt = Math.min(hop.firstAt, by.firstAt);
  hop.lastAt = Math.max(hop.lastAt, by.lastAt);
  if (hop.traceparent === undefined || (by.traceparent !== undefined && by.traceparent < hop.traceparent)) {
    hop.traceparent = by.traceparent;
  }
}

/** One order for all writers: no deadlock. */
const inOrder = (hops: Iterable<Hop>): readonly Hop[] =>
  [...hops]
    .map((hop) => ({ hop, key: keyOf(hop) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ hop }) => hop);
