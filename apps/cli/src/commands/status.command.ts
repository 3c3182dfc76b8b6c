import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { StatusRequest } from '../status/show-status.js';
import { seconds } from './arguments.js';

const HELP = `
Shows the lag of each consumer group, the ledger and the health of the store.
Where work is left it looks twice: a group that did none of it meanwhile is
stuck.

Examples:
  sitrep status
  sitrep status --json | jq .healthy

Exit codes: 0 healthy; 2 wrong usage or settings; 3 Kafka or the API does not
answer; 4 a group is stuck or has no member, the store is not live or not ready,
or the ledger does not balance although nothing is on its way.`;

/** `sitrep status`: is it moving? */
export function addStatus(program: Command, context: CliContext): void {
  program
    .command('status')
    .description('show lag, ledger and health')
    .option('--partitions', 'show all partitions, not only those with lag')
    .option('--wait <seconds>', 'time between the two looks at work that is left', seconds, 3)
    .option('--json', 'print one JSON document')
    .addHelpText('after', HELP)
    .action(async (request: StatusRequest) => {
      const { showStatus } = await import('../status/show-status.js');
      await showStatus(request, context);
    });
}
