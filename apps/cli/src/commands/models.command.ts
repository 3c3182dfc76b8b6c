import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import { wholeNumber } from './arguments.js';

const HELP = `
list     shows the models whose labels are stored, which of them counts, and how
         far a decision has gone through
compare  shows what one model says against what another says of the same
         sentences, with examples
promote  lets the labels of a model count, except where a person has spoken; all
         labels are settled anew
drop     lets them count only where nothing else was said

A decision is made at once, and labels are settled in the background: \`sitrep
models list\` shows how far that is, --wait waits for it. A part of a version
that names one model is enough.

Examples:
  sitrep models list
  sitrep models compare 0998f375 4c1d --examples 5
  sitrep models promote 4c1d --reason "better on tolls, worse nowhere" --wait

Exit codes: 0 done; 1 there is no such model; 2 wrong usage or settings, or the
key is not good enough; 3 the API does not answer, or cannot now.`;

/** What decisions are told. */
interface DecisionOptions {
  readonly by?: string;
  readonly reason: string;
  readonly wait?: boolean;
  readonly json?: boolean;
}

/** `sitrep models list|compare|promote|drop`: which model counts. */
export function addModels(program: Command, context: CliContext): void {
  const models = program
    .command('models')
    .description('list, compare, promote or drop the models whose labels are stored')
    .helpCommand(false)
    .addHelpText('after', HELP);
  models
    .command('list')
    .description('show the models')
    .option('--json', 'print one JSON document')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { listModels } = await import('../models/list-models.js');
      await listModels(context, json === true);
    });
  models
    .command('compare')
    .description('show where two models differ')
    .argument('<a>', 'a model version, or a part of one')
    .argument('<b>', 'the other')
    .option('--examples <number>', 'how many examples of each difference, from 0 to 20', wholeNumber(0, 20), 3)
    .option('--json', 'print one JSON document')
    .action(async (a: string, b: string, options: { readonly examples: number; readonly json?: boolean }) => {
      const { compareModels } = await import('../models/compare-models.js');
      await compareModels(context, { a, b, examples: options.examples, json: options.json === true });
    });
  const decision = (act: 'promote' | 'drop', description: string): void => {
    models
      .command(act)
      .description(description)
      .argument('<version>', 'a model version, or a part of one')
      .requiredOption('--reason <text>', 'why')
      .option('--by <name>', 'who says so (default: your user name)')
      .option('--wait', 'wait until all labels are settled')
      .option('--json', 'print one JSON document')
      .action(async (version: string, options: DecisionOptions) => {
        const { decideModel } = await import('../models/decide-model.js');
        await decideModel(context, { act, version, ...options });
      });
  };
  decision('promote', 'let the labels of a model count');
  decision('drop', 'let the labels of a model count only where nothing else was said');
}
