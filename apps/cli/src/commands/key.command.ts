import { Option, type Command } from 'commander';

import type { CliContext } from '../cli-context.js';
import type { KeyRequest } from '../keys/keys.js';

const SCOPES = ['read', 'feed', 'correct', 'admin'] as const;

const HELP = `
A key lets its holder use the API: read it, feed articles, correct labels, or
everything (admin). It is shown once, when it is made; the store keeps its hash
alone. The command itself needs the key of an admin, in SITREP_KEY or from a
running \`npm start\`. The very first key needs none: it is made on the machine of
the store, and is an admin's.

Examples:
  sitrep key create --name newsroom --scope read --scope correct
  sitrep key create --name crawler --scope feed --expires 2027-12-31
  sitrep key list
  sitrep key revoke 4f1d2c3b5a69

Exit codes: 0 done; 1 there is no such key; 2 wrong usage or settings, or the
key is not good enough; 3 the API does not answer, or cannot now.`;

/** `sitrep key create|list|revoke`: who may use the API. */
export function addKey(program: Command, context: CliContext): void {
  const key = program
    .command('key')
    .description('make, list and revoke keys of the API')
    .helpCommand(false)
    .addHelpText('after', HELP);
  key
    .command('create')
    .description('make a key, and print it')
    .requiredOption('--name <name>', 'who or what will hold it')
    .addOption(
      new Option('--scope <scopes...>', 'what it is for; several may be named').choices(SCOPES).default(['read']),
    )
    .option('--expires <date>', 'when it ends, e.g. 2027-12-31 or 2027-12-31T18:00:00Z')
    .option('--json', 'print one JSON document')
    .action(async (request: KeyRequest) => (await import('../keys/keys.js')).createKey(request, context));
  key
    .command('list')
    .description('show all keys, without their secrets')
    .option('--json', 'print one JSON document')
    .action(async (request: Pick<KeyRequest, 'json'>) => (await import('../keys/keys.js')).listKeys(request, context));
  key
    .command('revoke')
    .description('end a key, for good')
    .argument('<id>', 'its visible part: 12 hex digits')
    .option('--json', 'print one JSON document')
    .action(async (id: string, request: Pick<KeyRequest, 'json'>) =>
      (await import('../keys/keys.js')).revokeKey(id, request, context),
    );
}
