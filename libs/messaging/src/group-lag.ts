import type { Admin } from 'kafkajs';

/** How far a group is with one partition. */
export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Next offset to be consumed; undefined when the group has committed none yet. */
  readonly committed: number | undefined;
  /** First offset that the log still has. */
  readonly low: number;
  /** Offset that the next record will get. */
  readonly high: number;
  /** Records appended and not committed. */
  readonly lag: number;
}

/**
 * Measures what a group has still to do on the topics, or on all topics that it ever committed on.
 *
 * @param admin connected
 */
export async function groupLag(
  admin: Admin,
  groupId: string,
  topics?: readonly string[],
): Promise<readonly PartitionLag[]> {
  const groupOffsets = await admin.fetchOffsets({ groupId, ...(topics !== undefined && { topics: [...topics] }) });
  const lags = await Promise.all(
    groupOffsets.map(async ({ topic, partitions }) => {
      const ends = await admin.fetchTopicOffsets(topic);
      return ends.map(({ partition, low, high }) => {
        const committed = partitions.find((one) => one.partition === partition)?.offset ?? '-1';
        return lagOf(topic, partition, Number(committed), Number(low), Number(high));
      });
    }),
  );
  return lags.flat().sort((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition);
}

function lagOf(topic: string, partition: number, committed: number, low: number, high: number): PartitionLag {
  const next = committed < 0 ? low : Math.max(committed, low);
  return {
    topic,
    partition,
    committed: committed < 0 ? undefined : committed,
    low,
    high,
    lag: Math.max(0, high - next),
  };
}
