import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';

import { startLocalStack } from './local-stack.js';
import { answers } from './ports.js';

const starterFile = fileURLToPath(new URL('../test/starter.ts', import.meta.url));

describe('the local stack on real Kafka and Postgres', () => {
  let directory: string;
  const starters: ChildProcess[] = [];

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
    chmodSync(directory, 0o755);
  });
  afterEach(() => {
    for (const starter of starters.splice(0)) starter.kill('SIGKILL');
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  /** Every process of this machine whose command line names our data directory. */
  const processesLeft = (): readonly string[] =>
    execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(directory) && !line.includes('starter.ts'));
  const untilNoneIsLeft = () =>
    vi.waitFor(() => expect(processesLeft()).toEqual([]), { timeout: 60_000, interval: 100 });
  const options = () => ({ dataDirectory: directory, env: process.env });

  const startAndStop = async (fresh = false) => (await startLocalStack({ ...options(), fresh })).stop();
  /** Data of an earlier start, whichever test runs first. */
  const haveData = async () => existsSync(join(directory, 'data', 'postgres', 'PG_VERSION')) || startAndStop();

  /** Another process that starts the stack and stays; resolves when the stack is up. */
  const startElsewhere = async (): Promise<ChildProcess> => {
    const starter = spawn(process.execPath, ['--import', 'tsx', starterFile, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    starters.push(starter);
    await new Promise<void>((resolve, reject) => {
      starter.stdout?.once('data', () => resolve());
      starter.once('exit', (code) => reject(new Error(`The starter ended with ${code}`)));
    });
    return starter;
  };

  it('starts, answers on the loopback, and leaves no process behind when it stops', async () => {
    const stack = await startLocalStack(options());
    const { hostname, port } = new URL(stack.databaseUrl);
    const [kafkaHost, kafkaPort] = stack.kafkaBrokers.split(':');
    expect([hostname, kafkaHost]).toEqual(['127.0.0.1', '127.0.0.1']);
    expect([await answers(Number(port)), await answers(Number(kafkaPort))]).toEqual([true, true]);
    expect(processesLeft()).not.toEqual([]);
    await stack.stop();
    expect(processesLeft()).toEqual([]);
    expect([await answers(Number(port)), await answers(Number(kafkaPort))]).toEqual([false, false]);
  });

  it('keeps its password to its owner', async () => {
    expect(statSync(join(directory, 'data', 'postgres.password')).mode & 0o777).toBe(0o600);
  });

  it('keeps the data of the first start, and forgets it when asked to begin anew', async () => {
    await haveData();
    const clusterId = () =>
      /cluster\.id=(.*)/.exec(readFileSync(join(directory, 'data', 'kafka', 'meta.properties'), 'utf8'))?.[1];
    const password = () => readFileSync(join(directory, 'data', 'postgres.password'), 'utf8');
    const before = [clusterId(), password()];
    await startAndStop();
    expect([clusterId(), password()]).toEqual(before);
    await startAndStop(true);
    expect([clusterId(), password()].filter((value) => before.includes(value))).toEqual([]);
  });

  it('refuses a second start in the same directory while the first one runs', async () => {
    await startElsewhere();
    await expect(startLocalStack(options())).rejects.toThrow(/already runs with this data/);
  });

  it('is stopped by its guard when the starter is killed with -9, and starts again', async () => {
    const starter = await startElsewhere();
    starter.kill('SIGKILL');
    await untilNoneIsLeft();
    await startAndStop();
    expect(processesLeft()).toEqual([]);
  });

  it('stops what is left when starter and guard are both killed with -9', async () => {
    const starter = await startElsewhere();
    const { guard } = JSON.parse(readFileSync(join(directory, 'lock.json'), 'utf8')) as { guard: { pid: number } };
    process.kill(guard.pid, 'SIGSTOP');
    starter.kill('SIGKILL');
    process.kill(guard.pid, 'SIGKILL');
    expect(processesLeft()).not.toEqual([]);
    await startAndStop();
    expect(processesLeft()).toEqual([]);
  });

  it('starts although a killed Postgres left a pid file that names another living process', async () => {
    await haveData();
    const data = join(directory, 'data', 'postgres');
    // Of the same user as Postgres: only such a process makes Postgres give up.
    const other = spawn('sleep', ['300'], { uid: statSync(data).uid, stdio: 'ignore' });
    try {
      writeFileSync(join(data, 'postmaster.pid'), `${other.pid}\n${data}\n`);
      await startAndStop();
    } finally {
      other.kill();
    }
    expect(processesLeft()).toEqual([]);
  });

  it('stops what was started when the start is called off', async () => {
    const controller = new AbortController();
    const ready: string[] = [];
    const start = startLocalStack({
      ...options(),
      signal: controller.signal,
      onProgress: ({ part, state }) => {
        if (state !== 'ready') return;
        ready.push(part);
        controller.abort(new Error('called off'));
      },
    });
    await expect(start).rejects.toThrow('called off');
    expect(ready).toHaveLength(1);
    expect(processesLeft()).toEqual([]);
  });

  it('says in one sentence that Java is missing, and leaves nothing running', async () => {
    const env = { ...process.env, JAVA_HOME: join(directory, 'no-java') };
    await expect(startLocalStack({ ...options(), env })).rejects.toMatchObject({
      name: 'LocalStackError',
      message: expect.stringMatching(/^JAVA_HOME .* has no working bin\/java.*install Java 17 or later/) as string,
    });
    expect(processesLeft()).toEqual([]);
  });

  it.runIf(process.getuid?.() === 0)('runs for root even where no other user may enter', async () => {
    chmodSync(directory, 0o700);
    await startAndStop();
    await startAndStop(true);
    expect(processesLeft()).toEqual([]);
  });

  it('starts nothing where a Kafka and a Postgres are given', async () => {
    const given = { kafkaBrokers: '127.0.0.1:1', databaseUrl: 'postgres://somebody@127.0.0.1:2/theirs' };
    const stack = await startLocalStack({ ...options(), ...given });
    expect(stack).toMatchObject({ ...given, servers: [] });
    await stack.stop();
  });
});
