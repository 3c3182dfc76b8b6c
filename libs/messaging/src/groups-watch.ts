import { metrics, type Logger } from '@sitrep/observability';
import type { Admin, Kafka } from 'kafkajs';

import { Backlog, type PartitionBacklog } from './backlog.js';
import type { Clock } from './clock.js';
import { rateOf, withStanding, type ProgressRate, type Standing } from './progress-rate.js';
import { pause, within } from './time.js';

/** A group to be watched, and what it reads. */
export interface WatchedGroup {
  readonly group: string;
  readonly topics: readonly string[];
}

/** How far a group is with one partition, and how fast. */
export type PartitionProgress = PartitionBacklog & ProgressRate;

/** A group and its work at a moment. */
export interface GroupProgress {
  readonly group: string;
  /** As Kafka calls it: `Stable`, `Empty`, `PreparingRebalance`, `Dead`, … */
  readonly state: string;
  readonly members: number;
  readonly partitions: readonly PartitionProgress[];
}

/** What was measured last. */
export interface GroupsMeasured {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly groups: readonly GroupProgress[];
}

/** What the watch needs. */
export interface GroupsWatchOptions {
  readonly kafka: Kafka;
  /** Asked before each look: groups may come to be known. */
  readonly groups: () => readonly WatchedGroup[];
  readonly logger: Logger;
  readonly clock?: Clock;
  readonly everyMs?: number;
}

const EVERY_MS = 5_000;
const LEAVE_MS = 2_000;

/**
 * Measures all groups from outside, again and again: a service that does not run tells nothing of what it has to do. It
 * also tells the metrics of it.
 */
export class GroupsWatch {
  private readonly admin: Admin;
  private readonly backlog: Backlog;
  private readonly clock: Clock;
  private readonly closing = new AbortController();
  private standings = new Map<string, readonly Standing[]>();
  private watching: Promise<void> = Promise.resolve();
  private measured: GroupsMeasured | undefined;
  private answering = false;

  constructor(private readonly options: GroupsWatchOptions) {
    this.clock = options.clock ?? Date.now;
    this.admin = options.kafka.admin({ retry: { retries: 1 } });
    this.backlog = new Backlog(this.admin, this.clock);
  }

  /** Undefined until Kafka has answered once; older than some seconds when it does not answer now. */
  get latest(): GroupsMeasured | undefined {
    return this.measured;
  }

  /** Whether Kafka answered when it was last asked. */
  get kafkaAnswers(): boolean {
    return this.answering;
  }

  /** Begins to measure. */
  start(): void {
    this.watching = this.watch(this.closing.signal);
  }

  async close(): Promise<void> {
    this.closing.abort();
    // A broker that is away is waited for longer than anybody waits for a shutdown.
    await within(LEAVE_MS, this.watching);
    await within(LEAVE_MS, this.admin.disconnect());
  }

  private async watch(signal: AbortSignal): Promise<void> {
    let connected = false;
    while (!signal.aborted) {
      try {
        if (!connected) await this.admin.connect();
        connected = true;
        this.measured = await this.measure();
        this.answering = true;
      } catch (error) {
        this.answering = false;
        this.options.logger.debug({ err: error }, 'the groups could not be measured');
      }
      await pause(this.options.everyMs ?? EVERY_MS, signal);
    }
  }

  private async measure(): Promise<GroupsMeasured> {
    const watched = this.options.groups();
    const existing = new Set(await this.admin.listTopics());
    const { groups } = await this.admin.describeGroups(watched.map(({ group }) => group));
    const before = this.standings;
    this.standings = new Map();
    const measured = await Promise.all(
      watched.map(async ({ group, topics }): Promise<GroupProgress> => {
        const { state = 'Dead', members = [] } = groups.find(({ groupId }) => groupId === group) ?? {};
        const present = topics.filter((topic) => existing.has(topic));
        const backlogs = await this.backlog.measure(group, present);
        const partitions = backlogs.map((backlog) => ({ ...backlog, ...this.rateOf(group, backlog, before) }));
        return { group, state, members: members.length, partitions };
      }),
    );
    for (const progress of measured) tellMetrics(progress);
    return { at: this.clock(), groups: measured };
  }

  private rateOf(
    group: string,
    { topic, partition, high, lag }: PartitionBacklog,
    before: ReadonlyMap<string, readonly Standing[]>,
  ): ProgressRate {
    const name = `${group} ${topic}/${partition}`;
    const standings = withStanding(before.get(name) ?? [], { at: this.clock(), next: high - lag, high });
    this.standings.set(name, standings);
    return rateOf(standings);
  }
}

function tellMetrics({ group, members, partitions }: GroupProgress): void {
  metrics.groupMembers.set({ group }, members);
  for (const { topic, partition, lag, oldestMs } of partitions) {
    const labels = { group, topic, partition: String(partition) };
    metrics.lag.set(labels, lag);
    metrics.lagSeconds.set(labels, oldestMs / 1000);
  }
}
