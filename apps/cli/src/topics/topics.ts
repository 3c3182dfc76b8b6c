import { topicSpecs } from '@sitrep/contracts';
import { compareTopics, ensureTopics, type TopicDifference } from '@sitrep/messaging/client';

import type { CliContext } from '../cli-context.js';
import { EXIT } from '../domain/exit-codes.js';
import { table } from '../domain/table.js';
import { kafkaFailure, reachKafka, type KafkaAccess } from '../io/kafka.js';
import { write } from '../io/write.js';

/** Makes the topics that are missing. */
export async function createTopics(context: CliContext, json: boolean): Promise<void> {
  const { created, differences } = await onKafka(context, ({ kafka, logger }) =>
    ensureTopics(kafka, topicSpecs(), logger),
  );
  if (json) return write(context.stdout, `${JSON.stringify({ created, differences })}\n`);
  const summary = created.length === 0 ? 'all topics were there' : `${created.length} topics created`;
  await write(context.stdout, [summary, ...created.map((topic) => `  ${topic}`), ''].join('\n'));
  await write(context.stdout, differencesText(differences, 'differ and are left as they are'));
}

/** Shows the topics that the pipeline needs. */
export async function listTopics(context: CliContext, json: boolean): Promise<void> {
  const specs = topicSpecs();
  if (json) return write(context.stdout, `${JSON.stringify({ topics: specs })}\n`);
  const rows = specs.map(({ topic, partitions, settings }) => [
    topic,
    String(partitions),
    Object.entries(settings)
      .map(([name, value]) => `${name}=${value}`)
      .join(' '),
  ]);
  await write(
    context.stdout,
    table([{ head: 'topic' }, { head: 'partitions', right: true }, { head: 'settings' }], rows),
  );
}

/** Compares the broker's topics with those that the pipeline needs; missing or different ones end it with 4. */
export async function checkTopics(context: CliContext, json: boolean): Promise<void> {
  const { missing, differences } = await onKafka(context, ({ kafka }) => compareTopics(kafka, topicSpecs()));
  const isWell = missing.length === 0 && differences.length === 0;
  if (!isWell) context.exitWith(EXIT.unhealthy);
  if (json) return write(context.stdout, `${JSON.stringify({ missing, differences })}\n`);
  if (isWell) return write(context.stdout, 'all topics are there, as they should be\n');
  await write(context.stdout, missing.map((topic) => `missing: ${topic}\n`).join(''));
  await write(context.stdout, differencesText(differences, 'differ'));
}

function differencesText(differences: readonly TopicDifference[], what: string): string {
  if (differences.length === 0) return '';
  const rows = differences.map((one) => [one.topic, one.what, one.wanted, one.found]);
  const heads = ['topic', 'what', 'wanted', 'found'].map((head) => ({ head }));
  return `${differences.length} settings ${what}:\n${table(heads, rows)}`;
}

async function onKafka<T>(context: CliContext, work: (access: KafkaAccess) => Promise<T>): Promise<T> {
  const access = await reachKafka(context);
  try {
    return await work(access);
  } catch (error) {
    throw kafkaFailure(access.address, error);
  }
}
