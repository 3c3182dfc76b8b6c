interface Message {
  readonly key?: Buffer | string | null;
}

interface GroupingRequest<M extends Message> {
  readonly topic: string;
  readonly partitionMetadata: readonly unknown[];
  readonly messages: readonly M[];
  readonly partitioner: (args: {
    readonly topic: string;
    readonly partitionMetadata: readonly unknown[];
    readonly message: M;
  }) => number;
}

/** The messages by partition, in order. kafkajs copies the list for each message, which is quadratic. */
export function groupByPartition<M extends Message>(request: GroupingRequest<M>): Record<number, M[]> {
  const { topic, partitionMetadata, messages, partitioner } = request;
  const groups: Record<number, M[]> = {};
  if (partitionMetadata.length === 0) return groups;
  for (const message of messages) (groups[partitioner({ topic, partitionMetadata, message })] ??= []).push(message);
  return groups;
}
