import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { TextFormat } from '../domain/text-input.js';
import { inputFormat } from './arguments.js';

const HELP = `
Reads standard input: NDJSON {"id"?, "text"}, one text a line, or plain text,
the whole of which is one text with id "1". Writes one line for each: {"id",
"sentences": [{"text", "start", "end"}]}, where text === input.slice(start, end)
in UTF-16 code units. Without an id, the number of the line is the id. The text
is taken as it is: nothing is cleaned.

Examples:
  sitrep split < article.txt
  echo '{"id":"a","text":"Troops left. Talks began."}' | sitrep split

Exit codes: 0 done, 1 some lines could not be read (named on standard error), 2
wrong usage.`;

/** `sitrep split`: texts to sentences, without Kafka. */
export function addSplit(program: Command, context: CliContext): void {
  program
    .command('split')
    .description('split texts on standard input into sentences')
    .addOption(inputFormat())
    .addHelpText('after', HELP)
    .action(async ({ format }: { readonly format: TextFormat | 'auto' }) => {
      const { splitTexts } = await import('../texts/split-texts.js');
      await splitTexts(context, format);
    });
}
