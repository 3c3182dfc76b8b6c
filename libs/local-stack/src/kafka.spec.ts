import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { findJava, javaRelease } from './java.js';
import { cacheDirectory, explainMaven, parseChecksums } from './kafka-jars.js';
import { serverProperties } from './kafka-properties.js';

describe('what the local Kafka needs', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', 17],
    ['Picked up JAVA_TOOL_OPTIONS: -Dx=1\nopenjdk version "21" 2023-09-19', 21],
    ['java version "1.8.0_402"', 8],
    ['no java here', undefined],
  ])('reads the release of Java in %j', (output, expected) => {
    expect(javaRelease(output)).toBe(expected);
  });

  it('says what to install where there is no Java', async () => {
    await expect(findJava({ PATH: '/nonexistent' })).rejects.toThrow(
      /^Java is not installed.*install Java 17 or later/,
    );
    await expect(findJava({ JAVA_HOME: '/nonexistent' })).rejects.toThrow(/^JAVA_HOME \(\/nonexistent\)/);
  });

  it('listens on the loopback only, and makes no topic by itself', () => {
    const lines = serverProperties({ broker: 1, controller: 2 }, '/data').split('\n');
    expect(lines).toContain('listeners=BROKER://127.0.0.1:1,CONTROLLER://127.0.0.1:2');
    expect(lines).toContain('auto.create.topics.enable=false');
    expect(lines).toContain('log.dirs=/data');
  });

  it.each([
    ['ENOENT', '', /^Maven \(mvn\) is not installed.*install it/],
    [undefined, '[ERROR] x: No space left on device', /^The disk is full: free/],
    [
      undefined,
      '[ERROR] Plugin x or one of its dependencies could not be resolved: Connect refused -> [Help 1]\n[ERROR] more',
      /check the network.*Maven says: Plugin x .* Connect refused$/,
    ],
    [undefined, '', /Maven says: it gave no reason$/],
  ])('explains a Maven that failed in one sentence (%#)', (failure, output, expected) => {
    expect(explainMaven(failure, output)).toMatch(expected);
  });

  it('reads a list of checksums', () => {
    const hash = 'ab'.repeat(32);
    expect(parseChecksums(`${hash}  one two.jar\n`)).toEqual(new Map([['one two.jar', hash]]));
  });

  it('keeps its jars in the cache of the user, or with the data where there is none', () => {
    const home = mkdtempSync(join(tmpdir(), 'sitrep-unit-'));
    expect(cacheDirectory({ HOME: home }, '/data')).toBe(join(home, '.cache', 'sitrep'));
    expect(cacheDirectory({ HOME: home, XDG_CACHE_HOME: join(home, 'x') }, '/data')).toBe(join(home, 'x', 'sitrep'));
    expect(cacheDirectory({ HOME: '/dev/null', XDG_CACHE_HOME: 'relative' }, '/data')).toBe('/data/cache');
    rmSync(home, { recursive: true });
  });
});
