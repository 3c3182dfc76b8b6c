import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { identityOf, isRunning } from './guard-process.js';
import { StackLock, judge } from './stack-lock.js';

const owner = { pid: 1, identity: 'a' };
const guard = { pid: 2, identity: 'b' };

describe('the lock of a data directory', () => {
  let directory: string;
  let path: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'sitrep-unit-'));
    path = join(directory, 'lock.json');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it.each([
    ['held while its owner runs', [1], 'held'],
    ['held while both run', [1, 2], 'held'],
    ['being stopped while only the guard runs', [2], 'being-stopped'],
    ['stale when neither runs', [], 'stale'],
  ])('is %s', (_, running, expected) => {
    expect(judge({ owner, guard, children: [] }, ({ pid }) => running.includes(pid))).toBe(expected);
  });

  it('is taken once, and again when it was given back', async () => {
    const lock = await StackLock.take(path);
    await expect(StackLock.take(path)).rejects.toThrow(`Sitrep already runs with this data (process ${process.pid}`);
    lock.release();
    expect(existsSync(path)).toBe(false);
    (await StackLock.take(path)).release();
  });

  it('remembers what runs', async () => {
    const lock = await StackLock.take(path);
    const child = { name: 'x', pid: 7, identity: 'c', signal: 'SIGINT', graceMs: 1 } as const;
    lock.update([child], process.pid);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ guard: { pid: process.pid }, children: [child] });
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ owner: { pid: 99_999_999, identity: '1' }, children: [] })],
    [
      'of a process whose number another one has',
      JSON.stringify({ owner: { pid: process.pid, identity: 'x' }, children: [] }),
    ],
    ['that is no JSON', 'garbage'],
  ])('takes over a lock %s', async (_, content) => {
    writeFileSync(path, content);
    await StackLock.take(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ owner: { pid: process.pid } });
  });

  it('tells a process from a later one with the same number', () => {
    expect(isRunning({ pid: process.pid, identity: identityOf(process.pid) })).toBe(true);
    expect(isRunning({ pid: process.pid, identity: 'earlier' })).toBe(false);
    expect(isRunning({ pid: 99_999_999, identity: identityOf(99_999_999) })).toBe(false);
  });
});
