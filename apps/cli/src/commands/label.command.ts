import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { TextFormat } from '../domain/text-input.js';
import { inputFormat } from './arguments.js';

const HELP = `
Reads standard input: NDJSON {"id"?, "text"}, one sentence a line; or plain
text, which is split into sentences first, with the ids "1", "2", … Writes one
line for each sentence:
{"id", "label", "confidence", "scores", "needsReview", "evidence", "none",
"modelVersion"}; for plain text also "text", "start" and "end". Without an id,
the number of the line is the id.

Examples:
  sitrep label < article.txt
  echo '{"id":"a","text":"Troops crossed the border."}' | sitrep label

Exit codes: 0 done, 1 some lines could not be read (named on standard error), 2
wrong usage.`;

/** `sitrep label`: sentences to labels, without Kafka. */
export function addLabel(program: Command, context: CliContext): void {
  program
    .command('label')
    .description('label sentences on standard input')
    .addOption(inputFormat())
    .addHelpText('after', HELP)
    .action(async ({ format }: { readonly format: TextFormat | 'auto' }) => {
      const { labelTexts } = await import('../texts/label-texts.js');
      await labelTexts(context, format);
    });
}
