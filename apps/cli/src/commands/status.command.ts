import type { Command } from 'commander';

import type { CliContext } from '../cli-context.js';

/** `sitrep status`: is it moving? */
export function addStatus(program: Command, context: CliContext): void {
  program
    .command('status')
    .description('show lag, ledger and health')
    .action(async () => {
      const { showStatus } = await import('../status/show-status.js');
      await showStatus({}, context);
    });
}
