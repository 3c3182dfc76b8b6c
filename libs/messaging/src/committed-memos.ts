import type { Kafka } from 'kafkajs';

/**
 * What is kept beside the committed offsets of a group, as Kafka keeps it: whoever has a partition next finds it, and it
 * is never older or newer than the offset.
 */
export class CommittedMemos {
  private topics: readonly string[] = [];
  private loading: Promise<Map<string, string>> | undefined;

  constructor(
    private readonly kafka: Kafka,
    private readonly groupId: string,
  ) {}

  /** The group gave us partitions of these topics: others may have committed meanwhile. */
  assign(topics: readonly string[]): void {
    this.topics = topics;
    this.loading = undefined;
  }

  /** Rejects when no broker answers. */
  async of(topic: string, partition: number): Promise<string | undefined> {
    const memos = await (this.loading ??= this.load());
    return memos.get(`${topic}/${partition}`);
  }

  /** It was committed. */
  keep(topic: string, partition: number, memo: string | null): void {
    if (memo !== null) void this.loading?.then((memos) => memos.set(`${topic}/${partition}`, memo));
  }

  private async load(): Promise<Map<string, string>> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      const offsets = await admin.fetchOffsets({ groupId: this.groupId, topics: [...this.topics] });
      return new Map(
        offsets.flatMap(({ topic, partitions }) =>
          partitions.map(({ partition, metadata }) => [`${topic}/${partition}`, metadata ?? ''] as const),
        ),
      );
    } catch (error) {
      this.loading = undefined;
      throw error;
    } finally {
      await admin.disconnect();
    }
  }
}
