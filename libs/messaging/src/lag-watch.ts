import { metrics, type Logger } from '@sitrep/observability';
import type { Admin, Kafka } from 'kafkajs';

import { Backlog, type PartitionBacklog } from './backlog.js';
import type { Clock } from './clock.js';
import type { PartitionLag } from './group-lag.js';
import type { ProgressMonitor } from './progress-monitor.js';

/** What the watch needs. */
export interface LagWatchOptions {
  readonly kafka: Kafka;
  readonly groupId: string;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly monitor: ProgressMonitor;
  readonly everyMs: number | undefined;
  readonly onStuck: (reason: string) => void;
}

const EVERY_MS = 5_000;
/** So many measurements, and so much time, may a look be late. */
const ASLEEP_AFTER = 2;
const ASLEEP_MS = 10_000;

/**
 * Measures now and then, from outside of the consumer, what its group has still to do on our partitions: a consumer
 * that silently stopped fetching is seen by this only. Sees, too, when records were deleted before they were consumed.
 */
export class LagWatch {
  private readonly admin: Admin;
  private readonly backlog: Backlog;
  private assigned: Readonly<Record<string, readonly number[]>> = {};
  /** The last commit seen of each partition: kafkajs forgets it before anybody can ask, when it finds it deleted. */
  private readonly lastCommits = new Map<string, number>();
  private readonly gapsSeen = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private measuring: Promise<void> = Promise.resolve();
  private connected = false;
  private closed = false;
  private lastLook = 0;
  private answering = false;

  constructor(private readonly options: LagWatchOptions) {
    this.admin = options.kafka.admin({ retry: { retries: 1 } });
    this.backlog = new Backlog(this.admin, options.clock);
  }

  /** Whether the last measurement succeeded. */
  get brokerAnswers(): boolean {
    return this.answering;
  }

  /** Begins to measure. */
  start(): void {
    this.timer = setTimeout(() => this.measureAgain(), 0);
  }

  /** The group gave us these partitions, by topic. */
  assign(assigned: Readonly<Record<string, readonly number[]>>): void {
    this.assigned = assigned;
    // Another instance reports what is not ours any more.
    metrics.lag.reset();
    metrics.lagSeconds.reset();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.measuring;
    await this.admin.disconnect();
  }

  private measureAgain(): void {
    this.measuring = this.measure().finally(() => {
      if (!this.closed) this.timer = setTimeout(() => this.measureAgain(), this.options.everyMs ?? EVERY_MS);
    });
  }

  private async measure(): Promise<void> {
    const { monitor, onStuck, logger } = this.options;
    if (this.wasAsleep()) monitor.lagIsUnknown();
    try {
      await this.look(Object.keys(this.assigned));
    } catch (error) {
      this.answering = false;
      monitor.lagIsUnknown();
      logger.debug({ err: error }, 'the lag could not be measured');
      return;
    }
    const reason = monitor.stuck();
    if (reason !== undefined) onStuck(reason);
  }

  /** Whether the process itself stood still (stopped, suspended, starved): then nobody had the time to move. */
  private wasAsleep(): boolean {
    const { clock, everyMs = EVERY_MS } = this.options;
    const sinceMs = clock() - this.lastLook;
    this.lastLook += sinceMs;
    return sinceMs > ASLEEP_AFTER * everyMs + ASLEEP_MS;
  }

  /** Measures once. Done before the group is joined, it knows what was committed then. Rejects when no broker answers. */
  async look(topics: readonly string[]): Promise<void> {
    if (!this.connected) await this.admin.connect();
    this.connected = true;
    const lags = await this.backlog.measure(this.options.groupId, topics);
    this.answering = true;
    for (const lag of lags) {
      const { topic, partition, committed } = lag;
      if (this.assigned[topic]?.includes(partition) === true) this.take(lag);
      if (committed !== undefined) this.lastCommits.set(`${topic}/${partition}`, committed);
    }
  }

  private take(measured: PartitionBacklog): void {
    const { monitor, groupId, clock } = this.options;
    const { topic, partition, lag, oldestMs } = measured;
    const labels = { group: groupId, topic, partition: String(partition) };
    metrics.lag.set(labels, lag);
    metrics.lagSeconds.set(labels, oldestMs / 1000);
    monitor.lagIs(`${topic}/${partition}`, lag);
    if (lag === 0) metrics.lastProgress.set({ group: groupId }, clock() / 1000);
    this.noticeGap(measured);
  }

  /** The log begins behind what was committed: records were deleted, by retention or by hand, before they were read. */
  private noticeGap({ topic, partition, committed, low }: PartitionLag): void {
    const name = `${topic}/${partition}`;
    const next = committed ?? this.lastCommits.get(name) ?? low;
    const from = Math.max(next, this.gapsSeen.get(name) ?? 0);
    if (from >= low) return;
    this.gapsSeen.set(name, low);
    metrics.offsetGapRecords.inc({ group: this.options.groupId, topic }, low - from);
    this.options.logger.error(
      { topic, partition, from, to: low, lost: low - from },
      'records were deleted before they were consumed',
    );
  }
}
