import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { candidates, launchAs, othersMayEnter } from './postgres-user.js';
import { removeStalePidFile, sharedMegabytes } from './postgres.js';

const user = { name: 'nobody', uid: 65_534, gid: 65_533 };

describe('how the local Postgres is run', () => {
  let data: string;

  beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'sitrep-unit-'))));
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it.each([
    [0.5, 128],
    [8, 1_024],
    [64, 2_048],
  ])('shares an eighth of %d GB of memory, within bounds', (gigabytes, expected) => {
    expect(sharedMegabytes(gigabytes * 1024 ** 3)).toBe(expected);
  });

  it('prefers the user postgres, and does with nobody', () => {
    const nobody = 'nobody:x:65534:65533::/nonexistent:/usr/sbin/nologin\n';
    expect(
      candidates(`root:x:0:0::/root:/bin/sh\n${nobody}postgres:x:101:104::/:/bin/sh\n`).map(({ uid }) => uid),
    ).toEqual([101, 65_534]);
    expect(candidates(nobody)).toEqual([user]);
    expect(candidates('root:x:0:0::/root:/bin/sh\n')).toEqual([]);
  });

  it.each([
    [{ kind: 'self' }, { command: 'pg', args: ['-x'] }],
    [
      { kind: 'drop', user },
      { command: 'pg', args: ['-x'], uid: 65_534, gid: 65_533 },
    ],
    [
      { kind: 'mapped', user },
      { command: 'unshare', args: ['--user', '--map-user=65534', '--map-group=65533', '--', 'pg', '-x'] },
    ],
  ] as const)('is launched as %o', (runAs, expected) => {
    expect(launchAs(runAs, 'pg', ['-x'])).toEqual(expected);
  });

  it('notices a directory above that others may not enter', () => {
    const modes: Readonly<Record<string, number>> = { '/': 0o755, '/closed': 0o700, '/srv': 0o711 };
    const modeOf = (directory: string) => modes[directory] ?? 0o755;
    expect(othersMayEnter('/srv/a/data', modeOf)).toBe(true);
    expect(othersMayEnter('/closed/a/data', modeOf)).toBe(false);
  });

  it.each([
    ['that names no process', undefined, false],
    ['whose number another program has', '/elsewhere', false],
    ['where the system does not say', 'unknown', true],
  ])('removes a pid file %s only when it is stale', (_, directory, kept) => {
    const file = join(data, 'postmaster.pid');
    writeFileSync(file, '4711\n');
    removeStalePidFile(data, () => directory);
    expect(existsSync(file)).toBe(kept);
  });

  it('leaves the pid file of a server that runs', () => {
    const file = join(data, 'postmaster.pid');
    writeFileSync(file, '4711\n');
    removeStalePidFile(data, (pid) => (pid === 4711 ? data : undefined));
    expect(existsSync(file)).toBe(true);
  });
});
