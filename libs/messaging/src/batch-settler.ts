import { causeText, headerText, type RecordPosition } from '@sitrep/contracts';
import { metrics, type Logger } from '@sitrep/observability';
import type { FatalFailure, Outcome, OutgoingEvent, RejectedRecord, TransientFailure } from '@sitrep/pipeline';

import { stageFailed } from './ask-stage.js';
import type { Clock } from './clock.js';
import { deadLetterOf } from './dead-letter.js';
import type { DeadLetterLimit } from './dead-letter-limit.js';
import type { EventPublisher } from './event-publisher.js';
import { OutgoingChunk } from './outgoing-chunk.js';
import { EventTooLarge, recordOf, wireBytesOf, type OutgoingRecord } from './outgoing-record.js';
import type { ConsumedRecord, RecordBatch } from './record-batch.js';
import { Settlement } from './settlement.js';
import { settlementOf } from './settlement-of.js';
import { validTraceparent } from './trace-parent.js';

type Rejected = Extract<Outcome, { readonly kind: 'reject' }>;

/** What is needed to settle one batch. */
export interface BatchSettlerOptions {
  readonly publisher: EventPublisher;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly newTraceparent: () => string;
  readonly source: string;
  readonly group: string;
  readonly serviceVersion: string;
  readonly stage: string;
  readonly batch: RecordBatch;
  readonly announce: (rejected: RejectedRecord) => OutgoingEvent | undefined;
  /** Counts tentatively: what is not settled in the end is counted again. */
  readonly limit: DeadLetterLimit;
}

/** A publisher failed; kept apart from an error of a stage's events, which are iterated at the same time. */
class SendFailure extends Error {
  constructor(readonly reason: unknown) {
    super('sending failed');
  }
}

/** Acts on the outcomes of one batch, in order. For one use. */
export class BatchSettler {
  /** Whether the record of the same index was rejected. */
  readonly verdicts: boolean[] = [];
  private readonly final: Outcome[] = [];
  private readonly chunk: OutgoingChunk;
  /** Records whose outputs are all in the chunk or sent. */
  private added = 0;
  /** Records whose outputs are all acknowledged. */
  private settled = 0;
  private traceparent: string | undefined;
  private cause: string | undefined;

  constructor(private readonly options: BatchSettlerOptions) {
    this.chunk = new OutgoingChunk(options.publisher, (sent) => {
      this.settled = this.added;
      options.batch.onProgress?.();
      countPublished(sent);
    });
  }

  /** What was decided about the first so many records, after what turned out on the way. */
  settledDecisions(count: number): readonly Outcome[] {
    return this.final.slice(0, count);
  }

  /**
   * @param decisions for the start of the batch
   * @param stoppedBy why there are none for the rest, if there is a rest
   */
  async settle(
    decisions: readonly (Outcome | undefined)[],
    stoppedBy: TransientFailure | FatalFailure | undefined,
  ): Promise<Settlement> {
    try {
      const stopped = await this.addAll(decisions);
      await this.flush();
      this.settled = this.added;
      if (stopped !== undefined) return new Settlement(this.settled, stopped.reason, stopped.detail);
    } catch (error) {
      return settlementOf(this.settled, error instanceof SendFailure ? error.reason : error);
    }
    return stoppedBy === undefined ? new Settlement(this.settled, 'done') : settlementOf(this.settled, stoppedBy);
  }

  private async addAll(decisions: readonly (Outcome | undefined)[]): Promise<Settlement | undefined> {
    const { batch, limit } = this.options;
    for (const [index, record] of batch.records.entries()) {
      if (index >= decisions.length) break;
      if (batch.signal.aborted) return new Settlement(index, 'stopping', 'The batch was asked to stop.');
      const decision = decisions[index];
      if (decision === undefined) throw new Error(`There is no decision about record ${index} of the batch`);
      const final = await this.tryAdd(record, decision);
      limit.observe(final.kind === 'reject');
      const exceeded = limit.exceeded();
      if (final.kind === 'reject') {
        if (exceeded !== undefined) return new Settlement(index, 'limit', exceeded);
        await this.addRejection(record, final);
      }
      this.verdicts.push(final.kind === 'reject');
      this.final.push(final);
      this.added = index + 1;
    }
    return undefined;
  }

  /** Adds the events of a record, if it has any. What was decided, or a rejection when its events cannot be made. */
  private async tryAdd(record: ConsumedRecord, decision: Outcome): Promise<Outcome> {
    this.traceparent = undefined;
    this.cause = undefined;
    if (decision.kind !== 'emit') return decision;
    const mark = this.chunk.mark();
    try {
      for (const outgoing of decision.events) {
        const full = this.addEvent(record, outgoing);
        if (full !== undefined) await full;
      }
      return decision;
    } catch (error) {
      if (error instanceof SendFailure) throw error;
      const { stage, logger } = this.options;
      logger.error({ stage, ...this.positionOf(record), err: error }, 'the events of a record could not be made');
      this.chunk.takeBack(mark);
      return error instanceof EventTooLarge
        ? { kind: 'reject', code: 'LIMIT_EXCEEDED', message: error.message }
        : stageFailed(error);
    }
  }

  /** Adds without waiting where there is room: a million events must not cost a million turns of the event loop. */
  private addEvent(record: ConsumedRecord, outgoing: OutgoingEvent): Promise<void> | undefined {
    const { source, serviceVersion, clock, newTraceparent } = this.options;
    const { timestamp } = record;
    this.traceparent ??= validTraceparent(headerText(record, 'traceparent')) ?? newTraceparent();
    this.cause ??= causeText({ ...this.positionOf(record), timestamp });
    const { traceparent, cause } = this;
    return this.add(recordOf(outgoing, { source, serviceVersion, time: clock(), traceparent, cause }));
  }

  private add(record: OutgoingRecord): Promise<void> | undefined {
    const bytes = wireBytesOf(record);
    if (this.chunk.isFullFor(bytes)) return this.flush().then(() => this.chunk.push(record, bytes));
    this.chunk.push(record, bytes);
    return undefined;
  }

  private async addRejection(record: ConsumedRecord, { code, message }: Rejected): Promise<void> {
    const { stage, group, serviceVersion, logger, announce } = this.options;
    const position = this.positionOf(record);
    logger.warn({ stage, ...position, code, reason: message }, 'a record is rejected');
    await this.add(deadLetterOf(record, { position, code, message, stage, group, serviceVersion }));
    const rejected: RejectedRecord = { position, timestamp: record.timestamp, key: keyText(record), code, message };
    const announcement = announce(rejected);
    if (announcement !== undefined) await this.addEvent(record, announcement);
  }

  private positionOf(record: ConsumedRecord): RecordPosition {
    const { topic, partition } = this.options.batch;
    return { topic, partition, offset: record.offset };
  }

  private async flush(): Promise<void> {
    try {
      await this.chunk.flush();
    } catch (error) {
      throw new SendFailure(error);
    }
  }
}

function countPublished(sent: readonly OutgoingRecord[]): void {
  const counts = new Map<string, number>();
  for (const { topic } of sent) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  for (const [topic, count] of counts) metrics.published.inc({ topic }, count);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function keyText({ key }: ConsumedRecord): string | undefined {
  if (key === null) return undefined;
  try {
    return strictUtf8.decode(key);
  } catch {
    return undefined;
  }
}
