import type { EventCause, EventContract, EventMaker, RecordPosition, RejectionCode } from '@sitrep/contracts';

import type { Outcome, OutgoingEvent } from './outcome.js';

/** One event as it reached the stage. */
export interface Delivery<In> {
  readonly event: In;
  readonly position: RecordPosition;
  /** Time of the Kafka record, in milliseconds since 1970. */
  readonly timestamp: number;
  /** CloudEvents `time` of the event in milliseconds since 1970, where it has one. */
  readonly eventTime: number | undefined;
  /** W3C trace context of the record, where it has a valid one. */
  readonly traceparent: string | undefined;
  /** Who made the event. */
  readonly madeBy?: EventMaker | undefined;
  /** The record that it was made from, where it says so. */
  readonly cause?: EventCause | undefined;
}

/** A record that was rejected, by the decoder or by the stage. */
export interface RejectedRecord {
  readonly position: RecordPosition;
  readonly timestamp: number;
  /** The record's key, where it is text. */
  readonly key: string | undefined;
  readonly code: RejectionCode;
  readonly message: string;
}

/** One step of the pipeline. */
export interface Stage<In> {
  /** Stands in metrics, logs and dead letters; kebab-case verb and noun. */
  readonly name: string;
  readonly input: EventContract<In>;
  /**
   * Decides about a batch of one partition, in its order. Resolves to one outcome for each delivery, at the same index.
   *
   * Throws TransientFailure when the world failed, not an event: the whole batch comes again. The same delivery may
   * come more than once in any case. Any other error is taken as a fault of the event: the runner tries the deliveries
   * one by one and rejects those that fail alone.
   */
  handle(batch: readonly Delivery<In>[]): Promise<readonly Outcome[]>;
  /** What to announce besides the dead letter when a record is rejected. Left out: nothing. */
  announceRejection?(rejected: RejectedRecord): OutgoingEvent;
}
