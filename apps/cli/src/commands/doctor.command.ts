import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { DoctorRequest } from '../doctor/run-doctor.js';
import { seconds } from './arguments.js';

const HELP = `
It looks at the settings, the topics, pending migrations, every group and
instance, and asks the database to prove that nothing is lost. Each line is ok
or BAD; a BAD one is followed by what to do. It changes nothing.

Examples:
  sitrep doctor
  sitrep doctor --json | jq '.findings[] | select(.ok | not)'

Exit codes: 0 all is well; 2 wrong usage or settings; 3 Kafka or the API does
not answer; 4 something is BAD.`;

/** `sitrep doctor`: what is wrong, and what to do? */
export function addDoctor(program: Command, context: CliContext): void {
  program
    .command('doctor')
    .description('look at everything, and say what is wrong and what to do')
    .option('--wait <seconds>', 'time before another look at a group that has no member', seconds, 6)
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action(async (request: DoctorRequest) => {
      const { runDoctor } = await import('../doctor/run-doctor.js');
      await runDoctor(request, context);
    });
}
