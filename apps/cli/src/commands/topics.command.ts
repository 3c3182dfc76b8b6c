import type { TopicDifference } from '@sitrep/messaging/client';
import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import { EXIT } from '../domain/exit-codes.js';
import { table } from '../domain/table.js';
import { write } from '../io/write.js';

const HELP = `
create makes the topics that are missing and leaves those that are there as they are; it may be run at any time.
list   shows the topics that the pipeline needs; it asks no broker.
check  compares the broker's topics with them, and changes nothing.

Examples:
  sitrep topics create
  KAFKA_BROKERS=broker-1:9092,broker-2:9092 sitrep topics check --json

Exit codes: 0 done; 2 wrong usage or settings; 3 Kafka does not answer; check: 4 topics are missing or differ.`;

interface JsonOption {
  readonly json?: boolean;
}

/** `sitrep topics create|list|check`: the topics of the pipeline. */
export function addTopics(program: Command, context: CliContext): void {
  const topics = program
    .command('topics')
    .description('create, list or check the topics of the pipeline')
    .addHelpText('after', HELP);
  const add = (name: string, description: string, action: (options: JsonOption) => Promise<void>): void => {
    topics.command(name).description(description).option('--json', 'print one JSON document').action(action);
  };
  add('create', 'make the topics that are missing', ({ json }) => create(context, json === true));
  add('list', 'show the topics that the pipeline needs', ({ json }) => list(context, json === true));
  add('check', 'compare the topics with what the pipeline needs', ({ json }) => check(context, json === true));
}

async function create(context: CliContext, json: boolean): Promise<void> {
  const { created, differences } = await onKafka(context, ({ ensureTopics }, { kafka, logger }, specs) =>
    ensureTopics(kafka, specs, logger),
  );
  if (json) return write(context.stdout, `${JSON.stringify({ created, differences })}\n`);
  const summary = created.length === 0 ? 'all topics were there' : `${created.length} topics created`;
  await write(context.stdout, [summary, ...created.map((topic) => `  ${topic}`), ''].join('\n'));
  await write(context.stdout, differencesText(differences, 'differ and are left as they are'));
}

async function list(context: CliContext, json: boolean): Promise<void> {
  const { topicSpecs } = await import('@sitrep/contracts');
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

async function check(context: CliContext, json: boolean): Promise<void> {
  const { missing, differences } = await onKafka(context, ({ compareTopics }, { kafka }, specs) =>
    compareTopics(kafka, specs),
  );
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

type Client = typeof import('@sitrep/messaging/client');
type Access = Awaited<ReturnType<(typeof import('../io/kafka.js'))['reachKafka']>>;
type Specs = ReturnType<(typeof import('@sitrep/contracts'))['topicSpecs']>;

async function onKafka<T>(
  context: CliContext,
  work: (client: Client, access: Access, specs: Specs) => Promise<T>,
): Promise<T> {
  const [client, { reachKafka, kafkaFailure }, { topicSpecs }] = await Promise.all([
    import('@sitrep/messaging/client'),
    import('../io/kafka.js'),
    import('@sitrep/contracts'),
  ]);
  const access = await reachKafka(context);
  try {
    return await work(client, access, topicSpecs());
  } catch (error) {
    throw kafkaFailure(access.address, error);
  }
}
