#!/usr/bin/env node
// The `sitrep` command. In a checkout it runs the TypeScript sources, else what was built of them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const source = join(root, 'apps', 'cli', 'src', 'main.ts');
const compiled = join(root, 'dist', 'apps', 'cli', 'src', 'main.js');
const ownNode = join(root, 'node_modules', 'node', 'bin', 'node');
const OLDEST_NODE = 24;

/** The machine's Node may be too old for the sources; the project brings its own. */
function runOnOwnNode() {
  const child = spawn(ownNode, [import.meta.filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

async function runSources() {
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: join(root, 'tsconfig.json') });
  await import(source);
}

if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE && existsSync(ownNode)) runOnOwnNode();
else if (existsSync(source)) await runSources();
else await import(compiled);
