/**
 * `npm run check:api`: sends a store that runs (`npm start`) what its document allows, and what it does not, and ends with
 * 1 where an answer is one of 5xx or is not in the document. Needs Schemathesis; further arguments are handed on to it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CHECKS = 'not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance';
const { env } = process;
const url = env['SITREP_URL'] || 'http://127.0.0.1:3000';

/** Of the environment, else of the data of `npm start`. */
function adminKey(): string {
  const given = env['SITREP_KEY'];
  if (given !== undefined && given !== '') return given;
  return readFileSync(join(env['SITREP_DATA_DIR'] || '.sitrep', 'data', 'admin.key'), 'utf8').trim();
}

if (spawnSync('schemathesis', ['--version']).status !== 0) {
  console.error(
    'Schemathesis is not there. Python has it: pip install schemathesis (https://schemathesis.readthedocs.io).',
  );
  process.exit(1);
}

const child = spawn(
  'schemathesis',
  [
    ...['run', `${url}/docs/json`, '--checks', CHECKS, '--phases', 'examples,coverage,fuzzing'],
    // It never ends.
    ...['--exclude-path', '/v1/stream', '--request-timeout', '10'],
    ...['--header', `Authorization: Bearer ${adminKey()}`, ...process.argv.slice(2)],
  ],
  { stdio: 'inherit', env: { ...env, SCHEMATHESIS_HOOKS: join(import.meta.dirname, 'hooks.py') } },
);
child.once('exit', (code) => (process.exitCode = code ?? 1));
