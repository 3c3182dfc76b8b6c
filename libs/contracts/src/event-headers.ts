import type { EventContract } from './event-contract.js';

/** What a producer adds to an event. */
export interface EventContext {
  /** CloudEvents `source`: the service that makes the event, e.g. `/sitrep/ingester`. */
  readonly source: string;
  /** When the event is made, in milliseconds since 1970. */
  readonly time: number;
  /** W3C trace context of the article that the event comes from. */
  readonly traceparent?: string | undefined;
}

/** Record headers of an event: CloudEvents 1.0, Kafka binding, binary mode; and the trace context. */
export function eventHeaders<T>(contract: EventContract<T>, event: T, context: EventContext): Record<string, string> {
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: contract.id(event),
    ce_type: contract.topic,
    ce_source: context.source,
    ce_time: new Date(context.time).toISOString(),
    'content-type': 'application/json',
  };
  if (context.traceparent !== undefined) headers['traceparent'] = context.traceparent;
  return headers;
}
