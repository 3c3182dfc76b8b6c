import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { writeModelCard } from '../eval/model-card.js';

const HERE = import.meta.dirname;
const VENV = resolve(process.env['SITREP_DATA_DIR'] ?? '.sitrep', 'training-venv');
const PYTHON = join(VENV, 'bin', 'python');

/** Runs a command in sight of the user; ends this process with its status when it fails. */
function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error !== undefined) console.error(`${command}: ${error.message}. Training needs Python 3.11 or later.`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Python packages go into an environment of their own in the data directory, pinned, once. */
function prepare(): void {
  if (existsSync(PYTHON)) return;
  console.log(`Preparing ${VENV} (Python packages, once)`);
  mkdirSync(VENV, { recursive: true });
  run('python3', ['-m', 'venv', VENV]);
  run(PYTHON, ['-m', 'pip', 'install', '--quiet', '--requirement', join(HERE, 'requirements.txt')]);
}

/** `npm run train -- [CORPUS…] [options]`: trains, then measures what was trained and writes its card. */
async function main(args: readonly string[]): Promise<void> {
  prepare();
  run(PYTHON, [join(HERE, 'train.py'), ...args]);
  if (args.includes('--help') || args.includes('-h')) return;
  const out = args.indexOf('--out');
  const { modelVersion } = await writeModelCard(
    resolve(out < 0 ? join(HERE, '../model') : args[out + 1]!),
    process.env,
  );
  console.log(`Trained ${modelVersion}; its card lies beside it.`);
}

await main(process.argv.slice(2));
