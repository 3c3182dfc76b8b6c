import type { Clock } from './clock.js';

/** How long things may take before health says so, in milliseconds. */
export interface ProgressLimits {
  /** A partition with lag and without progress for longer is stuck. */
  readonly stuckAfterMs: number;
  /** Waiting for something outside makes the service unready after this time. */
  readonly unreadyAfterMs: number;
}

/** One minute is longer than any batch may take (the group would take its partition away), and short for a person. */
export const PROGRESS_LIMITS: ProgressLimits = { stuckAfterMs: 60_000, unreadyAfterMs: 30_000 };

interface Watched {
  lastSign: number;
  waitingSince: number | undefined;
  lag: number;
}

/**
 * Knows whether a consumer moves. It is told of each sign of life of a partition, and now and then of the lag; it is
 * stuck when a partition has lag and gave no sign for too long. An attempt that ended in waiting is a sign; an attempt
 * that never ends is none. While the lag cannot be measured (no broker), nobody can move, and the time does not count.
 */
export class ProgressMonitor {
  private readonly partitions = new Map<string, Watched>();
  private progressAt: number | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly limits: ProgressLimits = PROGRESS_LIMITS,
  ) {}

  /** The group gave us these partitions, and no others; the time of each counts from now. */
  assign(partitions: readonly string[]): void {
    const now = this.clock();
    const known = new Map(this.partitions);
    this.partitions.clear();
    for (const partition of partitions) {
      this.partitions.set(partition, { waitingSince: undefined, lag: 0, ...known.get(partition), lastSign: now });
    }
  }

  /** Records of the partition were settled. */
  settled(partition: string): void {
    this.progressAt = this.clock();
    this.sign(partition, undefined);
  }

  /** An attempt on the partition ended, and what it needs is away. */
  waits(partition: string): void {
    this.sign(partition, this.partitions.get(partition)?.waitingSince ?? this.clock());
  }

  /** What is appended and not committed; nothing is as good as progress. */
  lagIs(partition: string, lag: number): void {
    const watched = this.partitions.get(partition);
    if (watched === undefined) return;
    watched.lag = lag;
    if (lag === 0) this.settled(partition);
  }

  /** The lag could not be measured. */
  lagIsUnknown(): void {
    const now = this.clock();
    for (const watched of this.partitions.values()) watched.lastSign = now;
  }

  /** When records were last settled here, or there were last seen to be none; undefined before the first time. */
  get lastProgress(): number | undefined {
    return this.progressAt;
  }

  /** Whether any partition waits for something outside. */
  get isWaiting(): boolean {
    return [...this.partitions.values()].some(({ waitingSince }) => waitingSince !== undefined);
  }

  /** Whether so many milliseconds passed since a partition began to wait that the service cannot be called ready. */
  get hasWaitedTooLong(): boolean {
    const { unreadyAfterMs } = this.limits;
    const now = this.clock();
    return [...this.partitions.values()].some(({ waitingSince = now }) => now - waitingSince > unreadyAfterMs);
  }

  /** One sentence about a partition that is stuck, or undefined. */
  stuck(): string | undefined {
    const now = this.clock();
    for (const [partition, { lastSign, lag }] of this.partitions) {
      if (lag > 0 && now - lastSign > this.limits.stuckAfterMs) {
        const seconds = Math.round((now - lastSign) / 1000);
        return `${partition} has ${lag} records to do and made no progress for ${seconds} s.`;
      }
    }
    return undefined;
  }

  private sign(partition: string, waitingSince: number | undefined): void {
    const watched = this.partitions.get(partition);
    if (watched === undefined) return;
    watched.lastSign = this.clock();
    watched.waitingSince = waitingSince;
  }
}
