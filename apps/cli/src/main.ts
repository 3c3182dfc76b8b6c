import { basename } from 'node:path';

import { runCli } from './run-cli.js';

const { env } = process;
// `npm run` goes to the checkout first; INIT_CWD says where the person was.
const calledByNpmRun = env['npm_lifecycle_event'] === 'sitrep' && basename(process.argv[1] ?? '') === 'main.ts';

await runCli(process.argv.slice(2), {
  env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  directory: (calledByNpmRun ? env['INIT_CWD'] : undefined) ?? process.cwd(),
  exitWith: (code) => void (process.exitCode = code),
});
