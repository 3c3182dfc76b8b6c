import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { agrees, exclusively, explainNpm, isAtLeast, sourcesOf, withoutOwnPrograms } from '../bin/setup.mjs';

describe('the set-up before a start', () => {
  let root: string;

  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'sitrep-unit-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it.each([
    ['20.20.2', '20.20', true],
    ['20.20.0', '20.20.1', false],
    ['20.9.0', '20.20', false],
    ['24.0.0', '20.20', true],
    ['20.20.0', '20.20.0', true],
  ])('knows whether Node %s is at least %s', (have, wanted, expected) => {
    expect(isAtLeast(have, wanted)).toBe(expected);
  });

  const a = { version: '1.0.0', integrity: 'sha512-a' };
  it.each([
    ['the same packages', { a }, { a }, true],
    ['another version', { a }, { a: { ...a, version: '1.0.1' } }, false],
    ['other bytes', { a }, { a: { ...a, integrity: 'sha512-b' } }, false],
    ['a package that is missing', { a, b: a }, { a }, false],
    ['a missing package for another system', { a, b: { ...a, optional: true } }, { a }, true],
    ['a package that is too many', { a }, { a, b: a }, false],
  ])('compares what is installed with the lockfile: %s', (_, wanted, have, expected) => {
    expect(agrees({ packages: { '': {}, ...wanted } }, { packages: have })).toBe(expected);
  });

  it.each([
    ['npm error code EACCES\nnpm error syscall mkdir', /No permission to write .*node_modules: run as the user/],
    ['npm error code ENOSPC', /disk .* is full: free/],
    ['npm error code EUSAGE\nnpm error `npm ci` can only install packages when', /do not agree: run `npm install`/],
    ['npm error code ENOTFOUND\nnpm error network request failed', /registry cannot be reached: check the network/],
    ['npm error code E418\nnpm error A teapot', /npm ci failed: run `npm ci`.*npm says: A teapot/],
    ['', /npm says: nothing/],
  ])('explains a failed installation in one sentence (%#)', (output, expected) => {
    expect(explainNpm(output, root)).toMatch(expected);
  });

  it('keeps npm away from the Node that it is about to replace', () => {
    expect(withoutOwnPrograms('/w/node_modules/.bin:/usr/bin:/x/node_modules/npm/bin:/bin')).toBe('/usr/bin:/bin');
  });

  it('compiles again when a source changes, not when a test or a document does', () => {
    for (const path of ['apps/a/src', 'libs/b/src/deep', 'libs/b/model', 'libs/b/corpus']) {
      mkdirSync(join(root, path), { recursive: true });
    }
    const files = ['apps/a/src/main.ts', 'apps/a/src/main.spec.ts', 'libs/b/src/deep/x.int-spec.ts'];
    const inputs = ['libs/b/src/deep/x.ts', 'libs/b/model/w.json', 'tsconfig.json', 'libs/b/corpus/c.txt', 'README.md'];
    for (const file of [...files, ...inputs]) writeFileSync(join(root, file), '');
    expect(sourcesOf(root)).toEqual([
      'apps/a/src/main.ts',
      'libs/b/model/w.json',
      'libs/b/src/deep/x.ts',
      'tsconfig.json',
    ]);
  });

  it('lets one set-up work at a time, and says for whom the other one waits', async () => {
    const lock = join(root, 'deep', 'setup.lock');
    const waitedFor: number[] = [];
    let atWork = 0;
    const work = async (): Promise<number> => {
      const most = ++atWork;
      await new Promise(setImmediate);
      atWork--;
      return most;
    };
    const results = await Promise.all([1, 2, 3].map(async () => exclusively(lock, (pid) => waitedFor.push(pid), work)));
    expect(results).toEqual([1, 1, 1]);
    expect(new Set(waitedFor)).toEqual(new Set([process.pid]));
  });

  it('takes over the lock of a set-up that was killed', async () => {
    const lock = join(root, 'setup.lock');
    // Linux gives out process numbers up to 4,194,304 (proc_sys_kernel(5), pid_max).
    writeFileSync(lock, '99999999');
    await expect(
      exclusively(
        lock,
        () => expect.unreachable(),
        async () => 'done',
      ),
    ).resolves.toBe('done');
  });
});
