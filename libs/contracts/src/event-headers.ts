import { headerText, type RawRecord } from './decode-event.js';
import type { EventContract } from './event-contract.js';
import type { RecordPosition } from './ids.js';

/** What a producer adds to an event. */
export interface EventContext {
  /** CloudEvents `source`: the service that makes the event, e.g. `/sitrep/ingester`. */
  readonly source: string;
  /** Version of that service. */
  readonly serviceVersion?: string | undefined;
  /** When the event is made, in milliseconds since 1970. */
  readonly time: number;
  /** W3C trace context of the article that the event comes from. */
  readonly traceparent?: string | undefined;
  /** The record that the event was made from, as {@link causeText} writes it. */
  readonly cause?: string | undefined;
}

/** The record that an event was made from. */
export interface EventCause extends RecordPosition {
  /** Time of that record, in milliseconds since 1970. */
  readonly timestamp: number;
}

/** Who made an event, as far as its headers say. */
export interface EventMaker {
  /** CloudEvents `source`. */
  readonly source: string | undefined;
  readonly serviceVersion: string | undefined;
}

/** Record headers of an event: CloudEvents 1.0, Kafka binding, binary mode; and the trace context. */
export function eventHeaders<T>(contract: EventContract<T>, event: T, context: EventContext): Record<string, string> {
  const { source, serviceVersion, time, traceparent, cause } = context;
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: contract.id(event),
    ce_type: contract.topic,
    ce_source: source,
    ce_time: new Date(time).toISOString(),
    'content-type': 'application/json',
  };
  if (serviceVersion !== undefined) headers['ce_serviceversion'] = serviceVersion;
  if (cause !== undefined) headers['ce_cause'] = cause;
  if (traceparent !== undefined) headers['traceparent'] = traceparent;
  return headers;
}

/** A record's place and time as the header `ce_cause` has them: `topic/partition/offset/milliseconds`. */
export const causeText = ({ topic, partition, offset, timestamp }: EventCause): string =>
  `${topic}/${partition}/${offset}/${timestamp}`;

const CAUSE = /^([\w.-]{1,249})\/(\d{1,9})\/(\d{1,15})\/(\d{1,14})$/;

/** Reads `ce_cause`; undefined where there is none, or none that {@link causeText} wrote. */
export function causeOf(record: Pick<RawRecord, 'headers'>): EventCause | undefined {
  const [, topic, ...numbers] = CAUSE.exec(headerText(record, 'ce_cause') ?? '') ?? [];
  if (topic === undefined) return undefined;
  const [partition, offset, timestamp] = numbers.map(Number) as [number, number, number];
  return { topic, partition, offset, timestamp };
}

/** Reads who made an event. */
export const makerOf = (record: Pick<RawRecord, 'headers'>): EventMaker => ({
  source: headerText(record, 'ce_source'),
  serviceVersion: headerText(record, 'ce_serviceversion'),
});
