import type { RecordRead } from '@sitrep/testing';
import type { Admin, Kafka, KafkaMessage } from 'kafkajs';

let readers = 0;

/** All records that a topic has now, by partition and offset. */
export async function readTopic(kafka: Kafka, admin: Admin, topic: string): Promise<readonly RecordRead[]> {
  return (await readMessages(kafka, admin, topic)).map(({ key, value, headers }) => ({
    key: key?.toString(),
    value,
    headers: new Map(Object.entries(headers ?? {}).map(([name, header]) => [name, String(header)])),
  }));
}

async function readMessages(kafka: Kafka, admin: Admin, topic: string): Promise<readonly KafkaMessage[]> {
  const ends = await admin.fetchTopicOffsets(topic);
  const missing = new Set(ends.filter(({ low, high }) => low !== high).map(({ partition }) => partition));
  const messages: KafkaMessage[] = [];
  if (missing.size === 0) return messages;
  const consumer = kafka.consumer({ groupId: `reader-${process.pid}-${readers++}`, maxWaitTimeInMs: 50 });
  await consumer.subscribe({ topics: [topic], fromBeginning: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      messages.push(...batch.messages);
      const { high = '0' } = ends.find(({ partition }) => partition === batch.partition) ?? {};
      if (Number(batch.lastOffset()) + 1 >= Number(high)) missing.delete(batch.partition);
      if (missing.size === 0) resolve();
    },
  });
  await promise;
  await consumer.disconnect();
  return messages;
}
