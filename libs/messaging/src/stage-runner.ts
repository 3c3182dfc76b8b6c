import type { Logger } from '@sitrep/observability';
import type { Delivery, Outcome, OutgoingEvent, RejectedRecord, Stage } from '@sitrep/pipeline';

import { askStage } from './ask-stage.js';
import { BatchSettler } from './batch-settler.js';
import { countSettled } from './count-settled.js';
import type { Clock } from './clock.js';
import { DeadLetterLimit, type DeadLetterLimitOptions } from './dead-letter-limit.js';
import {
  decodeBatch,
  withoutDecoding,
  type DecodedBatch,
  type RecordDelivery,
  type RecordStage,
} from './decode-batch.js';
import type { EventPublisher } from './event-publisher.js';
import type { RecordBatch } from './record-batch.js';
import { Settlement } from './settlement.js';

/** What a runner needs. */
export interface StageRunnerOptions {
  readonly publisher: EventPublisher;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Starts a trace where an input record carries none. */
  readonly newTraceparent: () => string;
  /** CloudEvents `source` of what is published, e.g. `/sitrep/ingester`. */
  readonly source: string;
  /** Stands in dead letters. */
  readonly group: string;
  /** Stands in dead letters. */
  readonly serviceVersion: string;
  readonly deadLetterLimit?: DeadLetterLimitOptions;
}

/**
 * Runs a stage on a batch of records: decodes them, asks the stage, settles its outcomes in order.
 *
 * A record is settled when everything that follows from it (its events, or its dead letter and announcement) is
 * acknowledged by all in-sync replicas. The result says how many records from the start of the batch are; what comes
 * after them was perhaps published in part, and comes again.
 *
 * It remembers nothing: how many records were rejected lately travels with the offset of their partition.
 */
export class StageRunner {
  constructor(private readonly options: StageRunnerOptions) {}

  /** Never rejects: whatever goes wrong is in the result. */
  run<In>(stage: Stage<In>, batch: RecordBatch): Promise<Settlement> {
    const handle = (deliveries: readonly Delivery<In>[]): Promise<readonly Outcome[]> => stage.handle(deliveries);
    const announce = (rejected: RejectedRecord): OutgoingEvent | undefined => stage.announceRejection?.(rejected);
    return this.settle(stage.name, batch, () => decodeBatch(stage.input, batch), handle, announce);
  }

  /** As {@link run}, for a stage that takes records as they came, whatever their bytes are. */
  runRaw(stage: RecordStage, batch: RecordBatch): Promise<Settlement> {
    const handle = (deliveries: readonly RecordDelivery[]): Promise<readonly Outcome[]> => stage.handle(deliveries);
    return this.settle(
      stage.name,
      batch,
      () => withoutDecoding(batch),
      handle,
      () => undefined,
    );
  }

  private async settle<D>(
    stage: string,
    batch: RecordBatch,
    decode: () => DecodedBatch<D>,
    handle: (deliveries: readonly D[]) => Promise<readonly Outcome[]>,
    announce: (rejected: RejectedRecord) => OutgoingEvent | undefined,
  ): Promise<Settlement> {
    const began = performance.now();
    const { logger, clock } = this.options;
    try {
      const { deliveries, indexes, decisions } = decode();
      const { outcomes, stoppedBy } = await askStage(handle, deliveries, (index, error) =>
        logger.error({ stage, ...positionOf(batch, indexes[index] ?? 0), err: error }, 'the stage failed on one event'),
      );
      outcomes.forEach((outcome, at) => (decisions[indexes[at] ?? 0] = outcome));
      const decided = stoppedBy === undefined ? batch.records.length : (indexes[outcomes.length] ?? 0);
      const limit = DeadLetterLimit.restore(batch.memo, this.options.deadLetterLimit);
      const settler = new BatchSettler({ ...this.options, stage, batch, announce, limit: limit.copy() });
      const settlement = await settler.settle(decisions.slice(0, decided), stoppedBy);
      for (let at = 0; at < settlement.settled; at++) limit.observe(settler.verdicts[at] ?? false);
      countSettled(
        { stage, group: this.options.group },
        batch,
        settler.settledDecisions(settlement.settled),
        began,
        clock(),
      );
      return new Settlement(settlement.settled, settlement.reason, settlement.detail, limit.memo());
    } catch (error) {
      logger.fatal({ stage, topic: batch.topic, partition: batch.partition, err: error }, 'the runner failed');
      return new Settlement(0, 'fatal', `The runner of ${stage} failed: ${String(error)}`);
    }
  }
}

const positionOf = ({ topic, partition, records }: RecordBatch, index: number) => ({
  topic,
  partition,
  offset: records[index]?.offset,
});
