import { CONSUMER_GROUPS } from '@sitrep/contracts';
import { groupLag } from '@sitrep/messaging/client';
import type { Admin } from 'kafkajs';

import type { GroupState } from '../domain/judge-status.js';
import { kafkaFailure, type KafkaAccess } from '../io/kafka.js';

/** Asks Kafka how far each group is. */
export class KafkaQuestions {
  private constructor(
    private readonly admin: Admin,
    private readonly address: string,
  ) {}

  /** @throws CommandFailure (unreachable) */
  static async open({ kafka, address }: KafkaAccess): Promise<KafkaQuestions> {
    const admin = kafka.admin();
    try {
      await admin.connect();
    } catch (error) {
      throw kafkaFailure(address, error);
    }
    return new KafkaQuestions(admin, address);
  }

  /** @throws CommandFailure (unreachable) */
  async groups(): Promise<readonly GroupState[]> {
    try {
      const existing = new Set(await this.admin.listTopics());
      const { groups } = await this.admin.describeGroups(CONSUMER_GROUPS.map(({ group }) => group));
      return await Promise.all(
        groups.map(async ({ groupId, state, members }) => {
          const topics = (CONSUMER_GROUPS.find(({ group }) => group === groupId)?.topics ?? []).filter((topic) =>
            existing.has(topic),
          );
          const partitions = topics.length === 0 ? [] : await groupLag(this.admin, groupId, topics);
          const lag = partitions.reduce((sum, partition) => sum + partition.lag, 0);
          return { group: groupId, state, members: members.length, lag, partitions };
        }),
      );
    } catch (error) {
      throw kafkaFailure(this.address, error);
    }
  }

  async close(): Promise<void> {
    await this.admin.disconnect();
  }
}
