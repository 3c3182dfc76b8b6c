import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { type Watched, isRunning } from './guard-process.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const withSetup = join(root, 'libs', 'local-stack', 'bin', 'with-setup.mjs');
const UP_WITHIN_MS = 120_000;

/** One `npm start`, with what it printed so far. */
class Start {
  output = '';

  constructor(private readonly process: ChildProcess) {
    const keep = (chunk: Buffer) => void (this.output += chunk.toString());
    process.stdout?.on('data', keep);
    process.stderr?.on('data', keep);
  }

  async isUp(): Promise<void> {
    const isUp = () => this.output.includes('Ctrl-C stops everything');
    const look = () => {
      if (!isUp() && this.process.exitCode === null) throw new Error('not up yet');
    };
    await vi.waitFor(look, { timeout: UP_WITHIN_MS, interval: 50 });
    if (!isUp()) throw new Error(`npm start ended:\n${this.output}`);
  }

  async end(signal?: NodeJS.Signals): Promise<number | null> {
    if (signal) this.process.kill(signal);
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    return this.process.exitCode;
  }

  /** The lines of a kind: `lines('Stopped')`. */
  lines(name: string): readonly string[] {
    const start = `  ${name.padEnd(12)}`;
    return this.output.split('\n').flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []));
  }

  /** Sentences as the table showed them. */
  sentences(): readonly string[] {
    return this.output.split('\n').filter((line) => /^ +\d+ (military|diplomatic|humanitarian) +[01]\.\d\d/.test(line));
  }
}

describe('npm start', () => {
  let directory: string;
  const starts: Start[] = [];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
    chmodSync(directory, 0o755);
  });
  afterEach(async () => {
    for (const start of starts.splice(0)) await start.end('SIGTERM');
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const start = (): Start => {
    const { SITREP_PORT: _, ...env } = process.env;
    const child = spawn(process.execPath, [withSetup, 'start'], {
      env: { ...env, SITREP_DATA_DIR: directory, KAFKA_BROKERS: '', DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const started = new Start(child);
    starts.push(started);
    return started;
  };
  const parts = (): readonly Watched[] =>
    (JSON.parse(readFileSync(join(directory, 'lock.json'), 'utf8')) as { children: readonly Watched[] }).children;

  it('shows the sample article sentence by sentence, answers, and stops everything in order on Ctrl-C', async () => {
    const first = start();
    await first.isUp();
    const running = parts();
    expect(running.map(({ name }) => name).sort()).toEqual(['Kafka', 'Postgres', 'classifier', 'ingester', 'store']);
    expect(first.sentences().length).toBeGreaterThan(20);
    const [stored] = /^\d+/.exec(first.lines('Ledger')[0] ?? '') ?? [];
    expect(Number(stored)).toBe(first.sentences().length);
    expect(first.lines('Ledger')[0]).toMatch(/ 0 dead-lettered \+ 0 in flight: balanced$/);
    expect((await fetch(first.lines('API')[0] ?? '')).status).toBe(200);
    expect(first.lines('Page')[0]).toMatch(/\/#key=[\w-]{43}$/);

    expect(await first.end('SIGINT')).toBe(0);
    expect(first.lines('Stopped').slice(0, 3)).toEqual(['ingester, classifier, store', 'Kafka', 'Postgres']);
    expect(running.filter(isRunning)).toEqual([]);
  });

  it('leaves no process behind when it is killed with -9', async () => {
    const second = start();
    await second.isUp();
    const running = parts();
    await second.end('SIGKILL');
    await vi.waitFor(() => expect(running.filter(isRunning)).toEqual([]), { timeout: 60_000, interval: 100 });
  });

  it('keeps the data of the first start, and stops everything when a service dies', async () => {
    const third = start();
    await third.isUp();
    expect(third.lines('Ledger')[0]).toMatch(new RegExp(`^${third.sentences().length} sentences split`));
    const running = parts();
    process.kill(running.find(({ name }) => name === 'classifier')?.pid ?? 0, 'SIGKILL');
    expect(await third.end()).toBe(1);
    expect(third.output).toMatch(/^classifier was ended by SIGKILL, so everything was stopped: .*classifier\.log\.$/m);
    expect(running.filter(isRunning)).toEqual([]);
  });
});
