/**
 * `npm test`: the checks, the build, every test. Ends with the line `N passed, N failed`, where each check and the
 * build count as one.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHECKS = ['check:format', 'check:lint', 'check:types', 'check:imports', 'check:unused', 'check:generated'];

let passed = 0;
let failed = 0;

function run(command: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function step(script: string): Promise<void> {
  console.log(`\n— ${script}`);
  const ok = (await run('npm', ['run', '--silent', script])) === 0;
  if (ok) passed++;
  else failed++;
}

async function runTests(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'sitrep-test-'));
  const report = join(directory, 'report.json');
  console.log('\n— tests');
  const code = await run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const result = await readFile(report, 'utf8').then(
    (text) => JSON.parse(text) as { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number },
    () => ({ numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 0 }),
  );
  await rm(directory, { recursive: true, force: true });
  passed += result.numPassedTests;
  // A file that cannot be loaded fails the run without a failed test.
  failed += Math.max(result.numFailedTests, code === 0 ? 0 : 1);
}

for (const check of CHECKS) await step(check);
await step('build');
await runTests();
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
