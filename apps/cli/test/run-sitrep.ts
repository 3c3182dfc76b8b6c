import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** How a run of the command ended, and what it said. */
export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run is given besides its arguments. */
export interface CliWorld {
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const COMMAND = join(import.meta.dirname, '..', 'bin', 'sitrep.mjs');
const NOTHING_HERE = { KAFKA_BROKERS: '127.0.0.1:1', SITREP_URL: 'http://127.0.0.1:1' };

/** Runs the real command in a process of its own. Without other settings nothing answers it. */
export async function runSitrep(args: readonly string[], { input = '', env, cwd }: CliWorld = {}): Promise<CliRun> {
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], ...NOTHING_HERE, ...env },
  });
  // A command that does not read its input ends before it is all written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { exitCode, stdout, stderr };
}

/** The values of an NDJSON output. */
export const values = ({ stdout }: CliRun): readonly unknown[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
