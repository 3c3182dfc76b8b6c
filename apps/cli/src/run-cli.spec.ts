import { PassThrough } from 'node:stream';

import { describe, expect, it } from 'vitest';

import type { CliContext } from './cli-context.js';
import { runCli } from './run-cli.js';

const COMMANDS = [
  '',
  'feed',
  'split',
  'label',
  'status',
  'doctor',
  'dead-letters',
  'dead-letters list',
  'dlq groups',
  'dlq show',
  'dlq replay',
  'dlq discard',
  'topics',
  'topics create',
  'models',
  'models list',
  'models compare',
  'models promote',
  'relabel',
  'key',
  'key create',
  'key list',
  'key revoke',
];

/** Runs a command line; what it says, and how it ends. */
async function run(line: string) {
  const said = { stdout: '', stderr: '', exitCode: 0 };
  const stream = (name: 'stdout' | 'stderr') =>
    new PassThrough().on('data', (bytes: Buffer) => (said[name] += bytes.toString())) as unknown as NodeJS.WriteStream;
  const context: CliContext = {
    env: {},
    stdin: process.stdin,
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    directory: '/',
    exitWith: (code) => (said.exitCode = code),
  };
  await runCli(
    line.split(' ').filter((word) => word !== ''),
    context,
  );
  return said;
}

describe('the command line', () => {
  it.each(COMMANDS)('has a help for `%s` that fits 80 columns, however it is asked for', async (command) => {
    const { stdout, exitCode } = await run(`help ${command}`);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: sitrep/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect((await run(`${command} --help`)).stdout).toBe(stdout);
  });

  it.each([
    ['nosuch', "unknown command 'nosuch'"],
    ['help nosuch', "there is no command 'nosuch'"],
    ['help key nosuch', "there is no command 'key nosuch'"],
    ['feed', "missing required argument 'input'"],
    ['split extra', "too many arguments for 'split'. Expected 0 arguments but got 1: extra."],
    ['dlq list --limit 0', 'It is a whole number from 1 to 500.'],
    ['dlq list --status gone', 'Allowed choices are open, replayed, discarded.'],
    ['models compare a b --examples x', 'It is a whole number from 0 to 20.'],
    ['dlq replay --all --expect many', 'It is a whole number from 0 to 1000000000.'],
    ['dlq show x', 'x names no letter: it is topic/partition/offset, as `list` shows it.'],
    ['feed nosuch.txt', 'nosuch.txt does not exist.'],
  ])('says what is wrong with `%s`, and ends with 2', async (line, message) => {
    const { stdout, stderr, exitCode } = await run(line);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(/^sitrep: /);
    expect(stderr).toContain(message);
  });
});
