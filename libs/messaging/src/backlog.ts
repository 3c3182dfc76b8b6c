import type { Admin } from 'kafkajs';

import { BacklogAge, type EndSeen } from './backlog-age.js';
import type { Clock } from './clock.js';
import { groupLag, type PartitionLag } from './group-lag.js';

/** How far a group is with one partition, in records and in time. */
export interface PartitionBacklog extends PartitionLag {
  /** Milliseconds that the oldest record that is not committed has been on the topic; 0 without a lag. */
  readonly oldestMs: number;
}

const SHORTEST_MS = 10_000;
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;

/** How long ago the past is looked into, where a backlog is older than we are: each twice the one before. */
const PAST_MS: readonly number[] = Array.from(
  { length: Math.ceil(Math.log2(LONGEST_MS / SHORTEST_MS)) + 1 },
  (_, nth) => SHORTEST_MS * 2 ** nth,
);

/** Measures again and again what groups have still to do, and remembers what it needs to tell how long it has waited. */
export class Backlog {
  private readonly ages = new BacklogAge();

  /** @param admin connected when {@link Backlog.measure} is called */
  constructor(
    private readonly admin: Admin,
    private readonly clock: Clock,
  ) {}

  /** Rejects when no broker answers. */
  async measure(groupId: string, topics: readonly string[]): Promise<readonly PartitionBacklog[]> {
    if (topics.length === 0) return [];
    const lags = await groupLag(this.admin, groupId, topics);
    await this.recallPast(groupId, lags);
    const now = this.clock();
    return lags.map((lag) => ({ ...lag, oldestMs: this.ages.see(nameOf(groupId, lag), nextOf(lag), lag.high, now) }));
  }

  /** Kafka tells which offset came first after a moment: so the ends of earlier moments can be asked for. */
  private async recallPast(groupId: string, lags: readonly PartitionLag[]): Promise<void> {
    const unknown = lags.filter((lag) => this.ages.needsPast(nameOf(groupId, lag), nextOf(lag), lag.high));
    const now = this.clock();
    for (const topic of new Set(unknown.map((lag) => lag.topic))) {
      const moments = await Promise.all(
        PAST_MS.map(async (ago) => ({
          at: now - ago,
          ends: await this.admin.fetchTopicOffsetsByTimestamp(topic, now - ago),
        })),
      );
      for (const lag of unknown.filter((one) => one.topic === topic)) {
        const past = moments.map(({ at, ends }): EndSeen => {
          const end = ends.find(({ partition }) => partition === lag.partition);
          return { at, high: end === undefined ? lag.high : Number(end.offset) };
        });
        this.ages.recall(nameOf(groupId, lag), [{ at: now - 2 * LONGEST_MS, high: lag.low }, ...past]);
      }
    }
  }
}

const nameOf = (groupId: string, { topic, partition }: PartitionLag): string => `${groupId} ${topic}/${partition}`;

/** The next offset that the group will consume. */
const nextOf = ({ high, lag }: PartitionLag): number => high - lag;
