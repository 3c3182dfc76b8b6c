import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { ConfigError } from '@sitrep/config';
import { createLogger } from '@sitrep/observability';
import { afterEach, describe, expect, it } from 'vitest';

import { openClassifier } from './open-classifier.js';

const logger = createLogger('test', 'silent');

describe('opening the model that a setting names', () => {
  const ends: (() => unknown)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  /** A service that first answers with the statuses, then with its version. */
  async function service(...statuses: readonly number[]): Promise<string> {
    const left = [...statuses];
    const server = createServer((_, response) => {
      response.statusCode = left.shift() ?? 200;
      response.end(JSON.stringify({ modelVersion: 'other-1', classifications: [] }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    ends.push(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('loads the model of the repository', async () => {
    const classifier = await openClassifier('SITREP_MODEL', 'built-in', logger);
    const [classification] = await classifier.classify(['Rebels shelled the town.']);
    expect(classification?.label).toBe('military');
  });

  it('asks a service for its model', async () => {
    expect((await openClassifier('SITREP_MODEL', await service(), logger)).modelVersion).toBe('other-1');
  });

  it('waits for a service that is not ready yet', async () => {
    expect((await openClassifier('SITREP_MODEL', await service(503), logger)).modelVersion).toBe('other-1');
  });

  it.each([
    ['a directory without a model', 'no/such/directory'],
    ['an ONNX file that is not there', 'no/such/model.onnx'],
  ])('names the setting when it leads to %s', async (_, model) => {
    await expect(openClassifier('SITREP_SHADOW_MODEL', model, logger)).rejects.toThrow(ConfigError);
    await expect(openClassifier('SITREP_SHADOW_MODEL', model, logger)).rejects.toThrow(/^SITREP_SHADOW_MODEL: /);
  });
});
