import { describe, expect, it } from 'vitest';

import { addressOf, startOptions } from './start-options.js';

describe('the options of npm start', () => {
  it('has a default for everything, and takes an empty variable for one that is not set', () => {
    const empty = { SITREP_PORT: '', SITREP_DATA_DIR: ' ', KAFKA_BROKERS: '', DATABASE_URL: '' };
    const expected = {
      fresh: false,
      article: undefined,
      port: 3000,
      portIsWanted: false,
      dataDirectory: '/checkout/.sitrep',
      kafkaBrokers: undefined,
      databaseUrl: undefined,
    };
    expect(startOptions([], {}, '/checkout')).toEqual(expected);
    expect(startOptions([], empty, '/checkout')).toEqual(expected);
  });

  it('takes what it is told', () => {
    const env = {
      SITREP_PORT: '8080',
      SITREP_DATA_DIR: 'elsewhere',
      KAFKA_BROKERS: 'a:9092,b:9093',
      DATABASE_URL: 'postgres://u:p@db/x',
      INIT_CWD: '/home/me',
    };
    expect(startOptions(['--fresh', '--article', 'news.txt'], env, '/checkout')).toEqual({
      fresh: true,
      article: '/home/me/news.txt',
      port: 8080,
      portIsWanted: true,
      dataDirectory: '/checkout/elsewhere',
      kafkaBrokers: 'a:9092,b:9093',
      databaseUrl: 'postgres://u:p@db/x',
    });
  });

  it.each([
    [['--frsh'], {}, /^Unknown option '--frsh': `npm start -- --help` lists the options\.$/],
    [['now'], {}, /lists the options/],
    [['--article'], {}, /lists the options/],
    [[], { SITREP_PORT: '0' }, /^SITREP_PORT is "0": set it to a port number from 1 to 65535\.$/],
    [[], { SITREP_PORT: '3000x' }, /SITREP_PORT is "3000x"/],
    [[], { SITREP_PORT: '65536' }, /SITREP_PORT/],
    [[], { KAFKA_BROKERS: 'a:b' }, /^KAFKA_BROKERS is not of the form host:port/],
    [[], { DATABASE_URL: 'mysql://u:secret@h/d' }, /^DATABASE_URL is not of the form postgres:\/\//],
  ])('refuses %j %j with one sentence', (args, env, expected) => {
    expect(() => startOptions(args, env, '/checkout')).toThrow(expected);
    expect(() => startOptions(args, env, '/checkout')).not.toThrow(/secret/);
  });

  it.each([
    ['KAFKA_BROKERS', 'one:9093, two:9092', { host: 'one', port: 9093 }],
    ['KAFKA_BROKERS', '[::1]:9092', { host: '::1', port: 9092 }],
    ['DATABASE_URL', 'postgresql://u:p@db.example/x', { host: 'db.example', port: 5432 }],
    ['DATABASE_URL', 'postgres://u:p@localhost:5433/x', { host: 'localhost', port: 5433 }],
  ] as const)('reads the address in %s=%s', (setting, value, expected) => {
    expect(addressOf(setting, value)).toEqual(expected);
  });
});
