import { TransientFailure } from '@sitrep/pipeline';
import type { ConsumedRecord, EventPublisher, OutgoingRecord, RecordBatch, Settlement } from '@sitrep/messaging';

/** A record of a topic in memory. */
export interface KeptRecord {
  readonly partition: number;
  readonly offset: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: ReadonlyMap<string, readonly Buffer[]>;
  readonly timestamp: number;
}

/** A record to be appended, as a producer would write it. */
export interface RecordToKeep {
  readonly key?: string | Uint8Array | null;
  readonly value: string | Uint8Array | null;
  readonly headers?: Readonly<Record<string, string | Uint8Array | readonly Uint8Array[]>>;
}

/** What happened to a consumer of the broker in memory. */
export interface Consumption {
  /** Stops between two batches. */
  stop(): Promise<void>;
}

/** How a consumer of the broker in memory works. */
export interface ConsumeOptions {
  readonly group: string;
  readonly topic: string;
  readonly handle: (batch: RecordBatch) => Promise<Settlement>;
  readonly onFatal: (reason: string) => void;
  /** Told why the partition is held, and with undefined that it moves. */
  readonly onHold?: (reason: string | undefined) => void;
  readonly batchSize?: number;
}

/** Kafka in memory: topics with partitions, keys, offsets, groups. It keeps the promises that the real one does. */
export class InMemoryBroker {
  private readonly topics = new Map<string, KeptRecord[][]>();
  private readonly committed = new Map<string, number>();
  private readonly memos = new Map<string, string | undefined>();
  private changed = Promise.withResolvers<void>();
  private failure: string | undefined;

  constructor(
    private readonly partitions = 1,
    private readonly clock: () => number = Date.now,
  ) {}

  /** From now on publishing fails with this reason; undefined: it works again. */
  setFailOnPublish(reason: string | undefined): void {
    this.failure = reason;
  }

  /** A publisher to this broker. */
  publisher(): EventPublisher {
    return {
      send: async (records) => {
        if (this.failure !== undefined) throw new TransientFailure(this.failure);
        for (const record of records) this.keep(record);
        this.wake();
      },
    };
  }

  /** Appends records. */
  append(topic: string, records: readonly RecordToKeep[]): void {
    for (const { key = null, value, headers = {} } of records) {
      this.keep({ topic, key: bytes(key), value: bytes(value), headers });
    }
    this.wake();
  }

  /** All records of a topic, by partition and offset. */
  read(topic: string): readonly KeptRecord[] {
    return this.partitionsOf(topic).flat();
  }

  /** Next offset that the group will consume. */
  committedOf(group: string, topic: string, partition = 0): number {
    return this.committed.get(`${group} ${topic}/${partition}`) ?? 0;
  }

  /** Hands batches of all partitions to a consumer until it is stopped or its settlement is fatal. */
  consume(options: ConsumeOptions): Consumption {
    const stopping = new AbortController();
    const ended = Promise.all(
      this.partitionsOf(options.topic).map((_, partition) => this.consumePartition(options, partition, stopping)),
    );
    return {
      stop: async () => {
        stopping.abort();
        this.wake();
        await ended;
      },
    };
  }

  private async consumePartition(
    { group, topic, handle, onFatal, onHold, batchSize = 100 }: ConsumeOptions,
    partition: number,
    stopping: AbortController,
  ): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      const { promise: more } = this.changed;
      const next = this.committedOf(group, topic, partition);
      const records = (this.partitionsOf(topic)[partition] ?? []).slice(next, next + batchSize).map(consumed);
      if (records.length === 0) {
        await more;
        continue;
      }
      const place = `${group} ${topic}/${partition}`;
      const { settled, reason, detail, memo } = await handle({
        ...{ topic, partition, records, signal, memo: this.memos.get(place) },
      });
      this.committed.set(place, next + settled);
      if (settled > 0) this.memos.set(place, memo);
      onHold?.(reason === 'limit' ? detail : undefined);
      // What is held is tried again now and then; here, when something comes.
      if (reason === 'limit' && settled === 0) await more;
      if (reason === 'fatal') {
        stopping.abort();
        onFatal(detail);
      }
      // A turn of the event loop, so that whoever waited for something can bring it back.
      if (settled < records.length) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private keep({ topic, key, value, headers }: OutgoingRecord): void {
    const partitions = this.partitionsOf(topic);
    const partition = key === null ? 0 : Buffer.from(key).reduce((sum, byte) => sum + byte, 0) % partitions.length;
    const log = partitions[partition] ?? [];
    log.push({
      partition,
      offset: log.length,
      key: key === null ? null : Buffer.from(key),
      value: value === null ? null : Buffer.from(value),
      headers: new Map(Object.entries(headers).map(([name, header]) => [name, values(header)])),
      timestamp: this.clock(),
    });
  }

  private partitionsOf(topic: string): KeptRecord[][] {
    const known = this.topics.get(topic);
    if (known !== undefined) return known;
    const made = Array.from({ length: this.partitions }, (): KeptRecord[] => []);
    this.topics.set(topic, made);
    return made;
  }

  private wake(): void {
    this.changed.resolve();
    this.changed = Promise.withResolvers<void>();
  }
}

const bytes = (value: string | Uint8Array | null): Uint8Array | null =>
  typeof value === 'string' ? Buffer.from(value) : value;

const values = (header: string | Uint8Array | readonly Uint8Array[]): readonly Buffer[] =>
  (Array.isArray(header) ? (header as readonly Uint8Array[]) : [header as string | Uint8Array]).map((value) =>
    Buffer.from(value as Uint8Array),
  );

function consumed({ headers, ...record }: KeptRecord): ConsumedRecord {
  const repeated = [...headers].filter(([, all]) => all.length > 1);
  return {
    ...record,
    headers: new Map([...headers].map(([name, [first]]) => [name, first ?? Buffer.alloc(0)])),
    headerCount: [...headers.values()].reduce((sum, all) => sum + all.length, 0),
    repeatedHeaders: repeated.length === 0 ? undefined : new Map(repeated.map(([name, all]) => [name, all.slice(1)])),
  };
}
