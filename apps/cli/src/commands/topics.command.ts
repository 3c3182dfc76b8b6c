import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';

const HELP = `
create makes the topics that are missing and leaves those that are there as they
are; it may be run at any time.
list   shows the topics that the pipeline needs; it asks no broker.
check  compares the broker's topics with them, and changes nothing.

Examples:
  sitrep topics create
  KAFKA_BROKERS=broker-1:9092,broker-2:9092 sitrep topics check --json

Exit codes: 0 done; 2 wrong usage or settings; 3 Kafka does not answer; check: 4
topics are missing or differ.`;

/** `sitrep topics create|list|check`: the topics of the pipeline. */
export function addTopics(program: Command, context: CliContext): void {
  const topics = program
    .command('topics')
    .description('create, list or check the topics of the pipeline')
    .helpCommand(false)
    .addHelpText('after', HELP);
  const add = (name: 'create' | 'list' | 'check', description: string): void => {
    topics
      .command(name)
      .description(description)
      .option('--json', 'print one JSON document')
      .action(async ({ json }: { readonly json?: boolean }) => {
        const { createTopics, listTopics, checkTopics } = await import('../topics/topics.js');
        await { create: createTopics, list: listTopics, check: checkTopics }[name](context, json === true);
      });
  };
  add('create', 'make the topics that are missing');
  add('list', 'show the topics that the pipeline needs');
  add('check', 'compare the topics with what the pipeline needs');
}
