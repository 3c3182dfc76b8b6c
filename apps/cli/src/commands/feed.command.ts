import { Option, type Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { FeedRequest } from '../feed/feed-articles.js';

const HELP = `
Each input is a file, a directory (its .txt, .html, .json, .ndjson and .jsonl
files, in the order of their names, those of directories below included) or -
for standard input. A text file is one article, a JSON file one article or an
array of them, an NDJSON file one article a line. Our article JSON, IPTC ninjs
3, schema.org NewsArticle and plain text are read. Each article is checked as
the pipeline will; a wrong one is named with its file and line, and the others
are sent.

Examples:
  sitrep feed article.txt --source "Example Times"
  sitrep feed articles.ndjson more/
  zcat archive.ndjson.gz | sitrep feed - --format ndjson --json

Exit codes: 0 all accepted, 1 some rejected, 2 wrong usage or settings, 3 Kafka
does not answer.`;

/** `sitrep feed`: articles to the pipeline. */
export function addFeed(program: Command, context: CliContext): void {
  program
    .command('feed')
    .description('feed articles to the pipeline')
    .argument('<input...>', 'files, directories, or - for standard input')
    .addOption(
      new Option('--format <format>', 'what the inputs hold; auto tells by name, else by content')
        .choices(['auto', 'text', 'html', 'json', 'ndjson'])
        .default('auto'),
    )
    .option('--id <id>', 'the id of the article, when there is only one')
    .option('--source <name>', 'the source of articles that name none')
    .option('--dry-run', 'check, and send nothing; needs no Kafka')
    .option('--json', 'print one JSON document: accepted, rejected, passedOver, counts')
    .addHelpText('after', HELP)
    .action(async (inputs: readonly string[], request: FeedRequest) => {
      const { feedArticles } = await import('../feed/feed-articles.js');
      await feedArticles(inputs, request, context);
    });
}
