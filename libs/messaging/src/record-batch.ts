import type { RawRecord } from '@sitrep/contracts';

/** A record as it was consumed: raw bytes, its place in the partition, and when it was appended. */
export interface ConsumedRecord extends RawRecord {
  readonly offset: number;
  /** Time of the record in milliseconds since 1970: set by the producer or by the broker, as the topic says. */
  readonly timestamp: number;
  /** Values of repeated headers after their first one, by name; undefined when no header is repeated. */
  readonly repeatedHeaders: ReadonlyMap<string, readonly Uint8Array[]> | undefined;
}

/** Consecutive records of one partition, in their order. What a consumer is handed as its payload. */
export interface RecordBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: readonly ConsumedRecord[];
  /**
   * Aborted when the partition is being taken away or the service ends. Whoever works on the batch then stops at the
   * next convenient place; what is settled until then counts.
   */
  readonly signal: AbortSignal;
  /** What was last asked to be kept beside the offset of the partition, whoever consumed it then. */
  readonly memo?: string | undefined;
  /** To be called when work on the batch got further: one article can have a million sentences. Left out: nobody asks. */
  readonly onProgress?: () => void;
}
