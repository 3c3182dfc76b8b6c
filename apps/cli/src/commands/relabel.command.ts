import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { RelabelRequest } from '../relabel/relabel.js';
import { wholeNumber } from './arguments.js';

const HELP = `
Labels every stored sentence that the model has not labelled yet, and publishes
the labels marked as a shadow's: they are kept beside the others, and count when
the model is promoted. Broken off, it goes on where it was when it is called
again. It pauses while any group of the pipeline has more records to do than
--max-lag: what comes in goes first.

Examples:
  sitrep relabel --model built-in
  sitrep relabel --model ./my-model --rate 2000
  sitrep models compare 0998f375 4c1d

Exit codes: 0 done; 2 wrong usage or settings, or no such model; 3 Kafka or the
API does not answer, or cannot now.`;

/** `sitrep relabel`: the labels of another model for all history. */
export function addRelabel(program: Command, context: CliContext): void {
  program
    .command('relabel')
    .description('label all stored sentences with another model, beside the labels that count')
    .requiredOption('--model <model>', 'built-in, or a directory that `npm run train -- --out` wrote')
    .option('--rate <number>', 'most sentences a second', wholeNumber(1, 1_000_000), 2_000)
    .option('--max-lag <records>', 'pause while a group has more to do than this', wholeNumber(0, 10_000_000), 5_000)
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action(async (request: RelabelRequest) => {
      const { relabel } = await import('../relabel/relabel.js');
      await relabel(request, context);
    });
}
