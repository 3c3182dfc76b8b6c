/** Where the end of a partition stood at a moment, in milliseconds since 1970. */
export interface EndSeen {
  readonly at: number;
  readonly high: number;
}

/** More moments than these are thinned out: a group that stands still for days must not fill the memory. */
const MOST_MOMENTS = 200;

/**
 * Tells since when the oldest record that a group has not consumed waits. Kafka tells no record's time without fetching
 * it, so it is worked out from where the end of the partition stood at earlier moments: the record at offset n was
 * appended between the last moment when the end was at most n and the first when it was beyond.
 */
export class BacklogAge {
  private readonly histories = new Map<string, readonly EndSeen[]>();

  /** Whether the moment at which the offset was appended lies before all that is known of the partition. */
  needsPast(partition: string, committed: number, high: number): boolean {
    const [first] = this.histories.get(partition) ?? [];
    return committed < high && (first === undefined || first.high > committed);
  }

  /** What is known of earlier moments; replaces what was known. */
  recall(partition: string, past: readonly EndSeen[]): void {
    this.histories.set(
      partition,
      [...past].sort((a, b) => a.at - b.at),
    );
  }

  /**
   * Takes a measurement.
   *
   * @param committed next offset that the group will consume
   * @param high offset that the next record will get
   * @param at milliseconds since 1970
   * @returns milliseconds that the oldest unconsumed record has waited, at the least when the past is not known; 0
   *   without a backlog
   */
  see(partition: string, committed: number, high: number, at: number): number {
    const history = withEnd(this.histories.get(partition) ?? [], { at, high });
    const first = history.findIndex((end) => end.high > committed);
    const kept = first <= 0 ? (first === 0 ? history : history.slice(-1)) : history.slice(first - 1);
    this.histories.set(partition, kept.length > MOST_MOMENTS ? thinned(kept) : kept);
    if (first === -1) return 0;
    const [after, before] = [history[first], history[first - 1]];
    return after === undefined ? 0 : Math.max(0, at - appendedAt(committed, before, after));
  }

  /** Forgets the partitions that are not among these. */
  retain(partitions: readonly string[]): void {
    const wanted = new Set(partitions);
    for (const name of this.histories.keys()) if (!wanted.has(name)) this.histories.delete(name);
  }
}

/** The end stands where it stood: only the first and the last such moment tell anything. */
function withEnd(history: readonly EndSeen[], end: EndSeen): readonly EndSeen[] {
  const last = history.at(-1);
  if (last !== undefined && end.high < last.high) return [end];
  const isStill = last?.high === end.high && history.at(-2)?.high === end.high;
  return isStill ? [...history.slice(0, -1), end] : [...history, end];
}

/** Records between two moments are taken to have come evenly. */
function appendedAt(offset: number, before: EndSeen | undefined, after: EndSeen): number {
  if (before === undefined) return after.at;
  return before.at + ((after.at - before.at) * (offset - before.high)) / (after.high - before.high);
}

/** Every second moment, and the ends. */
const thinned = (history: readonly EndSeen[]): readonly EndSeen[] =>
  history.filter((_, nth) => nth % 2 === 0 || nth === history.length - 1);
