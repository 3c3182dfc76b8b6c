import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { ConfigError, loadConfig } from './load-config.js';
import { brokerList, databaseUrl, port } from './settings.js';

const schema = z.object({
  KAFKA_BROKERS: brokerList.describe('where Kafka is'),
  DATABASE_URL: databaseUrl.describe('where Postgres is'),
  SITREP_PORT: port.default(3000),
  WORKERS: z.coerce.number().default(2),
});
const right = { KAFKA_BROKERS: 'one:9092, two:9092', DATABASE_URL: 'postgres://user:secret@host:5432/sitrep' };

function failure(environment: Record<string, string>): string {
  try {
    loadConfig(schema, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  throw new Error('the settings were taken');
}

describe('loading settings', () => {
  it('reads each variable to its type, and fills in what is not set', () => {
    expect(loadConfig(schema, { ...right, WORKERS: '1', HOME: '/home/user' })).toEqual({
      KAFKA_BROKERS: ['one:9092', 'two:9092'],
      DATABASE_URL: right.DATABASE_URL,
      SITREP_PORT: 3000,
      WORKERS: 1,
    });
  });

  it('takes an empty variable as one that is not set', () => {
    expect(loadConfig(schema, { ...right, SITREP_PORT: '' }).SITREP_PORT).toBe(3000);
  });

  it('names every wrong variable at once, with what it is for', () => {
    const message = failure({ KAFKA_BROKERS: 'one', SITREP_PORT: '70000', WORKERS: 'many' });
    expect(message.split('\n')).toEqual([
      'These settings are wrong:',
      '  KAFKA_BROKERS: is not a list of host:port, separated by commas (where Kafka is)',
      '  DATABASE_URL: is not set (where Postgres is)',
      expect.stringMatching(/^ {2}SITREP_PORT: /),
      expect.stringMatching(/^ {2}WORKERS: /),
    ]);
  });

  it('never repeats the value of a variable: it may be a secret', () => {
    expect(failure({ ...right, DATABASE_URL: 'mysql://user:secret@host' })).not.toContain('secret');
  });

  it('gives settings that cannot be changed', () => {
    expect(Object.isFrozen(loadConfig(schema, right))).toBe(true);
  });
});
