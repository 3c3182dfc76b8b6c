import { causeOf, decodeEvent, headerText, makerOf, type EventContract, type RecordPosition } from '@sitrep/contracts';
import { reject, type Delivery, type Outcome } from '@sitrep/pipeline';

import type { ConsumedRecord, RecordBatch } from './record-batch.js';
import { validTraceparent } from './trace-parent.js';

/** A record as it came, with its position. */
export interface RecordDelivery {
  readonly record: ConsumedRecord;
  readonly position: RecordPosition;
}

/** A stage for records that need not be events: dead letters, say. Otherwise as `Stage`. */
export interface RecordStage {
  readonly name: string;
  handle(batch: readonly RecordDelivery[]): Promise<readonly Outcome[]>;
}

/** A batch, parted into what the stage is asked about and what is rejected already. */
export interface DecodedBatch<D> {
  readonly deliveries: readonly D[];
  /** Index in the batch of each delivery. */
  readonly indexes: readonly number[];
  /** By index in the batch: the rejections of what could not be read; the other places are empty yet. */
  readonly decisions: (Outcome | undefined)[];
}

/** Reads each record by the contract. */
export function decodeBatch<T>(contract: EventContract<T>, batch: RecordBatch): DecodedBatch<Delivery<T>> {
  const { topic, partition, records } = batch;
  const deliveries: Delivery<T>[] = [];
  const indexes: number[] = [];
  const decisions = Array.from<Outcome | undefined>({ length: records.length });
  records.forEach((record, index) => {
    const decoded = decodeEvent(contract, record);
    if (!decoded.ok) {
      decisions[index] = reject(decoded.code, decoded.message);
      return;
    }
    indexes.push(index);
    deliveries.push({
      event: decoded.event,
      position: { topic, partition, offset: record.offset },
      timestamp: record.timestamp,
      eventTime: eventTimeOf(record),
      // What later versions may add after its 55 characters is not ours to read.
      traceparent: validTraceparent(headerText(record, 'traceparent'))?.slice(0, 55),
      madeBy: makerOf(record),
      cause: causeOf(record),
    });
  });
  return { deliveries, indexes, decisions };
}

/** Hands each record on as it is. */
export function withoutDecoding({ topic, partition, records }: RecordBatch): DecodedBatch<RecordDelivery> {
  return {
    deliveries: records.map((record) => ({ record, position: { topic, partition, offset: record.offset } })),
    indexes: records.map((_, index) => index),
    decisions: Array.from<Outcome | undefined>({ length: records.length }),
  };
}

function eventTimeOf(record: ConsumedRecord): number | undefined {
  const time = Date.parse(headerText(record, 'ce_time') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
