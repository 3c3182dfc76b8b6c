import { CONTRACTS, DEAD_LETTER_HEADERS, HEADERS_MAX_BYTES, HEADERS_MAX_COUNT } from '@sitrep/contracts';

/** Where a dead letter stands: a thing for somebody to do, sent again and not come back, or let go with a reason. */
export const LETTER_STATUSES = ['open', 'replayed', 'discarded'] as const;

/** One of {@link LETTER_STATUSES}. */
export type LetterStatus = (typeof LETTER_STATUSES)[number];

/** How often a letter is sent again at most: what failed so often fails for a reason that sending does not mend. */
export const MAX_ATTEMPTS = 5;

/** How many letters one act on many is done to at most. */
export const BULK_LIMIT = 1_000;

/** Which dead letters are meant. What is left out does not matter. */
export interface DeadLetterFilter {
  /** Topic that the record was first on. */
  readonly topic?: string | undefined;
  readonly code?: string | undefined;
  readonly status?: LetterStatus | undefined;
  readonly stage?: string | undefined;
  readonly article?: string | undefined;
  /** First moment, RFC 3339, of the arrival among the dead letters. */
  readonly from?: string | undefined;
  /** The moment after the last. */
  readonly to?: string | undefined;
}

/** A record that is to be sent again. */
export interface PendingReplay {
  /** UUID. */
  readonly id: string;
  readonly attempt: number;
  readonly topic: string;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: readonly RecordHeader[];
}

/** One header of a record as it is kept. */
export interface RecordHeader {
  readonly name: string;
  readonly base64: string;
}

/** The topics whose records have a stage to go to: a stranger's letter on a dead-letter topic would only come back. */
export const REPLAYABLE_TOPICS: readonly string[] = CONTRACTS.map(({ topic }) => topic);

/**
 * Headers of the record when it is sent again: which sending it is, and its own. A record may have only so many: of
 * one that is full the last ones give way.
 */
export function replayHeaders({ id, attempt, headers }: PendingReplay): Readonly<Record<string, readonly Buffer[]>> {
  // Without a prototype: a header may be called `__proto__`.
  const kept = Object.create(null) as Record<string, Buffer[]>;
  let count = 0;
  let bytes = 0;
  const add = (name: string, value: Buffer): void => {
    bytes += Buffer.byteLength(name) + value.byteLength;
    if (++count <= HEADERS_MAX_COUNT && bytes <= HEADERS_MAX_BYTES) (kept[name] ??= []).push(value);
  };
  add(DEAD_LETTER_HEADERS.replay, Buffer.from(id));
  add(DEAD_LETTER_HEADERS.attempt, Buffer.from(String(attempt)));
  for (const { name, base64 } of headers) add(name, Buffer.from(base64, 'base64'));
  return kept;
}
