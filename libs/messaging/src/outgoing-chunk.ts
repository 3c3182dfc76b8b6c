import { SEND_MAX_BYTES, SEND_MAX_RECORDS, type EventPublisher } from './event-publisher.js';
import type { OutgoingRecord } from './outgoing-record.js';

/** Collects outputs to sends of bounded size. */
export class OutgoingChunk {
  private records: OutgoingRecord[] = [];
  private bytes = 0;
  private sends = 0;

  constructor(
    private readonly publisher: EventPublisher,
    private readonly onSent: (records: readonly OutgoingRecord[]) => void,
  ) {}

  /** Whether the record must wait for {@link flush}: with it the chunk would be too large for one send. */
  isFullFor(bytes: number): boolean {
    return this.records.length > 0 && (this.records.length >= SEND_MAX_RECORDS || this.bytes + bytes > SEND_MAX_BYTES);
  }

  /** Adds a record for which there is room; see {@link isFullFor}. */
  push(record: OutgoingRecord, bytes: number): void {
    this.records.push(record);
    this.bytes += bytes;
  }

  /** Sends what is collected. Throws what {@link EventPublisher.send} throws. */
  async flush(): Promise<void> {
    const { records } = this;
    if (records.length === 0) return;
    await this.publisher.send(records);
    this.records = [];
    this.bytes = 0;
    this.sends++;
    this.onSent(records);
  }

  /** Remembers this place, to come back to it with {@link takeBack}. */
  mark(): ChunkMark {
    return { sends: this.sends, length: this.records.length, bytes: this.bytes };
  }

  /** Forgets what was added since the mark, but for what was sent already. */
  takeBack(mark: ChunkMark): void {
    const sameChunk = mark.sends === this.sends;
    this.records.length = sameChunk ? mark.length : 0;
    this.bytes = sameChunk ? mark.bytes : 0;
  }
}

/** A place in a chunk. */
export interface ChunkMark {
  readonly sends: number;
  readonly length: number;
  readonly bytes: number;
}
