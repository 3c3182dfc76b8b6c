#!/usr/bin/env node
// node with-setup.mjs <command> [arguments]: does the set-up that is still missing (packages, build), then runs the
// command on the project's own Node 24, handing on arguments, signals and exit code. Safe to repeat and to run twice
// at once. Runs on the machine's Node, before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import {
  SetupError,
  build,
  buildIsCurrent,
  exclusively,
  installPackages,
  isAtLeast,
  ownNode,
  packagesAreCurrent,
} from './setup.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Each command: the TypeScript file it runs, whether the build comes before it (the tests have it as a step), and
 * whether it reads .env (the tests do not: they must never run on a Kafka that somebody uses).
 */
const commands = {
  start: {
    entry: 'libs/local-stack/src/start.ts',
    needsBuild: true,
    readsEnvFile: true,
    usage: 'libs/local-stack/bin/start-usage.txt',
  },
  test: { entry: 'test/run.ts', needsBuild: false },
};

const say = (name, text) => process.stderr.write(`  ${name.padEnd(12)}${text}\n`);

async function timed(name, doing, work) {
  say(name, `${doing} …`);
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const beat = setInterval(() => say(name, `… ${seconds()} s`), 15_000);
  try {
    await work();
  } finally {
    clearInterval(beat);
  }
  say(name, `done in ${seconds()} s`);
}

async function setUp({ needsBuild }) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const oldest = engines.node.replace(/^\D+/, '');
  if (!isAtLeast(process.versions.node, oldest)) {
    throw new SetupError(`Node.js ${process.versions.node} is too old: install Node.js ${oldest} or later.`);
  }
  const isCurrent = () => packagesAreCurrent(root) && (!needsBuild || buildIsCurrent(root));
  if (isCurrent()) return;
  const onWait = (pid) => say('Set-up', `waiting for process ${pid}, which is setting up this checkout …`);
  await exclusively(join(root, '.sitrep', 'setup.lock'), onWait, async () => {
    if (!packagesAreCurrent(root)) {
      await timed('Packages', 'npm ci, about a minute the first time', () => installPackages(root, process.env));
    }
    if (needsBuild && !buildIsCurrent(root))
      await timed('Build', 'compiling the services and the page', () => build(root, process.env));
  });
}

/**
 * Our parent, and its parent where npm put a shell between itself and us: when npm is killed with -9, one of the two
 * changes. Nobody further up is looked at: a terminal may be closed on a start that is to go on (nohup).
 */
function ancestors() {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
    const [, shell, parent] = /\(((?:ba|da|z|k|a)?sh)\) \S (\d+)/.exec(stat) ?? [];
    return shell ? `${process.ppid} ${parent}` : String(process.ppid);
  } catch {
    return String(process.ppid);
  }
}

function runOnOwnNode({ entry, readsEnvFile }, args) {
  const settings = readsEnvFile && existsSync(join(root, '.env')) ? ['--env-file=.env'] : [];
  const flags = ['--enable-source-maps', ...settings, '--import', 'tsx'];
  // The channel tells the command when this process is gone, even by kill -9.
  const child = spawn(ownNode(root), [...flags, entry, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) {
    const started = ancestors();
    setInterval(() => ancestors() !== started && child.kill('SIGTERM'), 500).unref();
  }
  child.once('error', (error) =>
    fail(new SetupError(`Node 24 does not start (${error.message}): run \`npm ci\`, then start again.`)),
  );
  child.once('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

function fail(error) {
  const known = error instanceof SetupError;
  const noAccess = ['EACCES', 'EPERM', 'EROFS'].includes(error.code);
  const message = noAccess
    ? `No permission to write ${error.path ?? root}: run as the user who owns this checkout, or clone it into a directory of your own.`
    : error.code === 'ENOSPC'
      ? `The disk of ${root} is full: free about 2 GB and start again.`
      : error.message;
  process.stderr.write(`\n${message}\n`);
  if (process.env.SITREP_DEBUG === '1' || !(known || noAccess || error.code)) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) {
  process.stderr.write(`Usage: node with-setup.mjs ${Object.keys(commands).join('|')} [arguments]\n`);
  process.exit(1);
}
if (command.usage && args.some((arg) => arg === '--help' || arg === '-h')) {
  process.stdout.write(readFileSync(join(root, command.usage), 'utf8'));
  process.exit(0);
}
try {
  await setUp(command);
  runOnOwnNode(command, args);
} catch (error) {
  fail(error);
}
