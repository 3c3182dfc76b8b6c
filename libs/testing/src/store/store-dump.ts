import type { Label } from '@sitrep/contracts';

/** Everything that a store keeps, without its own clock and counters: equal dumps mean equal stores. */
export interface StoreDump {
  readonly sentences: readonly {
    readonly sentenceId: string;
    readonly articleId: string;
    readonly revision: string;
    readonly index: number;
    readonly start: number;
    readonly end: number;
    readonly text: string;
    readonly overlong: boolean;
    readonly label: Label | null;
    readonly confidence: number | null;
    readonly modelVersion: string | null;
    readonly corrected: boolean;
    /** Milliseconds since 1970, as all times are here; of a correction only that its time is the one that it was made at. */
    readonly labelledAt: number | 'when corrected' | null;
    /** Of the manifest of the revision, as are the next three; null until it has come. */
    readonly source: string | null;
    readonly language: string | null;
    readonly publishedAt: number | null;
    readonly receivedAt: number | null;
    /** The revision is the head of its article. */
    readonly current: boolean;
  }[];
  readonly labels: readonly {
    readonly sentenceId: string;
    readonly modelVersion: string;
    readonly label: Label;
    readonly evidence: unknown;
    readonly shadow: boolean;
    /** Milliseconds since 1970. */
    readonly labelledAt: number;
  }[];
  readonly models: readonly {
    readonly version: string;
    readonly shadow: boolean;
    readonly promoted: boolean;
    readonly dropped: boolean;
  }[];
  readonly articles: readonly {
    readonly articleId: string;
    readonly revision: string;
    readonly title: string | null;
    readonly source: string | null;
    readonly language: string | null;
    readonly publishedAt: number | null;
    readonly text: string;
    readonly sentenceCount: number;
    readonly receivedAt: number;
    readonly originPartition: number;
    readonly originOffset: number;
  }[];
  readonly heads: readonly {
    readonly articleId: string;
    /** Null: retracted. */
    readonly revision: string | null;
    readonly decidedAt: number;
    readonly decidedPartition: number;
    readonly decidedOffset: number;
  }[];
  readonly outcomes: readonly {
    readonly partition: number;
    readonly offset: number;
    readonly kind: string;
    readonly articleId: string | null;
    readonly code: string | null;
    readonly traceparent: string | null;
  }[];
  readonly hops: readonly {
    readonly articleId: string;
    /** Empty: a retraction. */
    readonly revision: string;
    readonly topic: string;
    readonly partition: number;
    readonly source: string;
    readonly serviceVersion: string;
    readonly modelVersion: string;
    readonly firstOffset: number;
    readonly lastOffset: number;
    readonly firstAt: number;
    readonly lastAt: number;
    readonly traceparent: string | null;
  }[];
  readonly corrections: readonly {
    readonly sentenceId: string;
    readonly number: number;
    readonly label: Label | null;
    readonly by: string;
    readonly reason: string;
  }[];
  readonly ledger: readonly {
    readonly articleId: string;
    readonly revision: string;
    readonly split: number | null;
    readonly stored: number;
  }[];
}

/** Sorts the rows of every table by what identifies them, so that dumps can be compared. */
export function sortDump(dump: StoreDump): StoreDump {
  const tables = Object.entries(dump) as [keyof StoreDump, readonly object[]][];
  return Object.fromEntries(
    tables.map(([table, rows]) => [table, [...rows].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))]),
  ) as unknown as StoreDump;
}

const keyOf = (row: object): string => JSON.stringify(row);
