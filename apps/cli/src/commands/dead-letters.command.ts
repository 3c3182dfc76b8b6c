import { type Command, Option } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { ActRequest } from '../dead-letters/act-on-letters.js';
import type { CountRequest, ListRequest, ShowRequest } from '../dead-letters/show-letters.js';
import { wholeNumber } from './arguments.js';

const HELP = `
Records that a service could not take. A letter is named topic/partition/offset:
where its record first stood.

Examples:
  sitrep dead-letters groups
  sitrep dead-letters list --code JSON_INVALID
  sitrep dead-letters show news.article.submitted.v1/2/17
  sitrep dead-letters replay news.article.submitted.v1/2/17 --dry-run
  sitrep dlq replay news.article.submitted.v1/2/17 --edit --reason "a quote"
  sitrep dlq replay --all --code STAGE_FAILED                  counts them
  sitrep dlq replay --all --code STAGE_FAILED --reason mended --expect 12

Exit codes: 0 done; 1 there is no such letter, its state does not allow it, or a
dry run says that it would be rejected again; 2 wrong usage or settings, or the
key is not good enough; 3 the API does not answer, or cannot now.`;

const ACT_HELP = `
With --all it is done to all open letters of the filter, the oldest first, at
most 1,000 at a time. Without --expect they are only counted; with it nothing is
done when their number has changed.`;

/** `sitrep dead-letters`: what could not be taken, as work. */
export function addDeadLetters(program: Command, context: CliContext): void {
  const letters = program
    .command('dead-letters')
    .alias('dlq')
    .description('list, show, send again or discard what could not be taken')
    .helpCommand(false)
    .addHelpText('after', HELP);
  addReading(letters, context);
  addActing(letters, context);
}

function addReading(letters: Command, context: CliContext): void {
  filtered(letters.command('list').description('show the letters that came last'))
    .addOption(status())
    .option('--limit <number>', 'how many', wholeNumber(1, 500), 50)
    .option('--cursor <cursor>', 'go on where another list ended: its next')
    .option('--json', 'print one JSON document: items, next')
    .action(async (request: ListRequest) => {
      const { listLetters } = await import('../dead-letters/show-letters.js');
      await listLetters(request, context);
    });
  filtered(letters.command('groups').description('count them by reason and day'))
    .addOption(status())
    .option('--days <number>', 'how many days are told apart', wholeNumber(1, 92), 7)
    .option('--json', 'print one JSON document')
    .action(async (request: CountRequest) => {
      const { countLetters } = await import('../dead-letters/show-letters.js');
      await countLetters(request, context);
    });
  letters
    .command('show')
    .description('show one: why, what was done, and its bytes as text and in hex')
    .argument('<letter>', 'topic/partition/offset')
    .option('--raw', 'write the bytes of the value, and nothing else')
    .option('--json', 'print one JSON document')
    .action(async (letter: string, request: ShowRequest) => {
      const { showLetter } = await import('../dead-letters/show-letters.js');
      await showLetter(letter, request, context);
    });
}

function addActing(letters: Command, context: CliContext): void {
  acting(letters.command('replay').description('send one, or all of a filter, to its topic again'))
    .option('--dry-run', 'say what would become of it now, and send nothing')
    .option('--edit [file]', 'send what the file holds; without a file, what you make of it in $EDITOR')
    .action(async (letter: string | undefined, request: ActRequest) => {
      const { replayLetters } = await import('../dead-letters/act-on-letters.js');
      await replayLetters(letter, request, context);
    });
  acting(letters.command('discard').description('let one, or all of a filter, go')).action(
    async (letter: string | undefined, request: ActRequest) => {
      const { discardLetters } = await import('../dead-letters/act-on-letters.js');
      await discardLetters(letter, request, context);
    },
  );
}

const status = (): Option =>
  new Option('--status <status>', 'only those that are so').choices(['open', 'replayed', 'discarded']);

const acting = (command: Command): Command =>
  filtered(command.argument('[letter]', 'topic/partition/offset; or --all'))
    .option('--reason <text>', 'why; it is kept for ever')
    .option('--by <name>', 'who says so (default: your user name)')
    .option('--all', 'all open letters of the filter')
    .option(
      '--expect <number>',
      'with --all: how many they are; without it they are only counted',
      wholeNumber(0, 1_000_000_000),
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', ACT_HELP);

const filtered = (command: Command): Command =>
  command
    .option('--topic <topic>', 'only records that were first on this topic')
    .option('--code <code>', 'only those rejected for this reason')
    .option('--stage <stage>', 'only those rejected by this stage')
    .option('--article <id>', 'only those about this article')
    .option('--from <time>', 'only those that came at this time or later, RFC 3339')
    .option('--to <time>', 'only those that came before this time');
