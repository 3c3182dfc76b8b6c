import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

import { NODE_FLAGS } from '@sitrep/local-stack';
import { describe, expect, it } from 'vitest';

import { classifierConfig } from '../apps/classifier/src/classifier.config.js';
import { ingesterConfig } from '../apps/ingester/src/ingester.config.js';
import { migrateConfig, storeConfig } from '../apps/store/src/store.config.js';

const root = join(import.meta.dirname, '..');
const example = parseEnv(readFileSync(join(root, '.env.example'), 'utf8'));
const configs = { ingesterConfig, classifierConfig, storeConfig, migrateConfig };
const required = { KAFKA_BROKERS: 'localhost:9092', DATABASE_URL: 'postgres://localhost/sitrep' };

describe('.env.example', () => {
  it.each(Object.entries(configs))('lists every setting of %s', (_, config) => {
    expect(Object.keys(example)).toEqual(expect.arrayContaining(Object.keys(config.shape)));
  });

  it.each(Object.entries(configs))('shows the defaults of %s', (_, config) => {
    const defaults = config.parse(required) as Readonly<Record<string, unknown>>;
    const shown = Object.keys(config.shape).filter((name) => example[name] !== '');
    expect(shown.map((name) => [name, example[name]])).toEqual(shown.map((name) => [name, String(defaults[name])]));
  });
});

describe('the flags of Node', () => {
  it.each(['start:ingester', 'start:classifier', 'start:store', 'migrate'])(
    'are those of a local start in %s',
    (name) => {
      const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
        readonly scripts: Readonly<Record<string, string>>;
      };
      expect(scripts[name]).toMatch(new RegExp(`^node ${NODE_FLAGS.join(' ')} dist/`));
    },
  );

  it('are those of a local start in the image', () => {
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toContain(
      `ENTRYPOINT ${JSON.stringify(['node', ...NODE_FLAGS]).replaceAll(',', ', ')}`,
    );
  });
});
