import { topicSpecs } from '@sitrep/contracts';
import { compareTopics, ensureTopics, type TopicDifference } from '@sitrep/messaging/client';

import type { CliContext } from '../cli-context.js';
import { EXIT } from '../domain/exit-codes.js';
import { table } from '../domain/table.js';
import { kafkaFailure, reachKafka, type KafkaAccess } from '../io/kafka.js';
import { screenWidth } from '../io/screen.js';
import { whileWaiting } from '../io/status-line.js';
import { tell } from '../io/write.js';

/** Makes the topics that are missing. */
export async function createTopics(context: CliContext, json: boolean): Promise<void> {
  const { created, differences } = await onKafka(context, ({ kafka, logger }) =>
    ensureTopics(kafka, topicSpecs(), logger),
  );
  await tell(context, json, { created, differences }, () => {
    const summary = created.length === 0 ? 'all topics were there' : `${created.length} topics created`;
    const lines = [summary, ...created.map((topic) => `  ${topic}`), ''].join('\n');
    return lines + differencesText(differences, 'differ and are left as they are', screenWidth(context));
  });
}

/** Shows the topics that the pipeline needs. */
export async function listTopics(context: CliContext, json: boolean): Promise<void> {
  const specs = topicSpecs();
  const columns = [{ head: 'topic' }, { head: 'partitions', right: true }, { head: 'settings' }];
  const rows = specs.map(({ topic, partitions, settings }) => [
    topic,
    String(partitions),
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]);
  await tell(context, json, { topics: specs }, () => table(columns, rows, screenWidth(context)));
}

/** Compares the broker's topics with those that the pipeline needs; missing or different ones end it with 4. */
export async function checkTopics(context: CliContext, json: boolean): Promise<void> {
  const { missing, differences } = await onKafka(context, ({ kafka }) => compareTopics(kafka, topicSpecs()));
  const isWell = missing.length === 0 && differences.length === 0;
  if (!isWell) context.exitWith(EXIT.unhealthy);
  await tell(context, json, { missing, differences }, () => {
    if (isWell) return 'all topics are there, as they should be\n';
    const lines = missing.map((topic) => `missing: ${topic}\n`).join('');
    return lines + differencesText(differences, 'differ', screenWidth(context));
  });
}

function differencesText(differences: readonly TopicDifference[], what: string, screen: number): string {
  if (differences.length === 0) return '';
  const rows = differences.map((one) => [one.topic, one.what, one.wanted, one.found]);
  const heads = ['topic', 'what', 'wanted', 'found'].map((head) => ({ head }));
  return `${differences.length} settings ${what}:\n${table(heads, rows, screen)}`;
}

async function onKafka<T>(context: CliContext, work: (access: KafkaAccess) => Promise<T>): Promise<T> {
  const access = await reachKafka(context);
  try {
    return await whileWaiting(context, `Kafka at ${access.address}`, work(access));
  } catch (error) {
    throw kafkaFailure(access.address, error);
  }
}
