import { deliveryOf, labelledEvent, splitEvent } from '@sitrep/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PostgresOutcomeRepository } from '../../src/persistence/outcome.repository.js';
import { PostgresSentenceRepository } from '../../src/persistence/sentence.repository.js';
import { TestStore } from '../test-store.js';
import { operations, startTestApi, TestKeys } from './test-api.js';

/** Texts that mean something to a database, a shell, a file system, a template, a terminal or a parser. */
const PROBES = [
  `'; drop table sentence; --`,
  `1' or '1'='1`,
  `$1::text; copy sentence to program 'id'`,
  `\\'; select pg_sleep(5); --`,
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '${7*7}{{7*7}}<%= 7*7 %>',
  '$(id)`id`|id;id',
  '<script>alert(1)</script>',
  '\u001B[2J\r\nset-cookie: a=b',
  '__proto__',
  'constructor.prototype',
  'a'.repeat(5_000),
  '((((((a+)+)+)+)+)+)$',
  '%'.repeat(50),
  '\u202Eevil\u{1F4A3}',
];
/** What an answer never says, whatever was asked. */
const INSIDE =
  /(?:\/(?:home|work|tmp|app|usr)\/|node_modules|node:internal|\bat \w+ \(|select .+ from|SQLSTATE|syntax error|typeorm|fastify|zod)/i;

const keys = new TestKeys();
const headers = { authorization: `Bearer ${keys.add(['admin'])}` };

describe('texts that mean something to somebody', () => {
  let store: TestStore;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    store = await TestStore.start();
    const { writer } = store;
    await new PostgresOutcomeRepository(writer).save([deliveryOf(splitEvent('a', 'first', { offset: 1 }))]);
    await new PostgresSentenceRepository(writer).save([deliveryOf(labelledEvent('a', 'first', 0))]);
    await store.postgres.query('create table pwned (id integer)');
    app = await startTestApi({ open: [] }, keys, { database: store.database });
  });
  afterAll(async () => {
    await app?.close();
    await store?.stop();
  });

  const reading = operations().filter(({ method, path }) => method === 'GET' && path.startsWith('/v1'));
  const expectHarmless = async (url: string): Promise<void> => {
    const answer = await app.inject({ url, headers });
    expect([url, answer.statusCode < 500]).toEqual([url, true]);
    expect(answer.headers['set-cookie']).toBeUndefined();
    if (answer.statusCode < 400) return;
    const { detail, errors } = answer.json<{ detail: string; errors?: unknown }>();
    expect(`${detail} ${JSON.stringify(errors ?? [])}`.replaceAll(encodeURIComponent(url), '')).not.toMatch(INSIDE);
  };

  it.each(PROBES)('do nothing in a path, a parameter, its name or a cursor: %j', async (probe) => {
    const value = encodeURIComponent(probe);
    for (const { path } of reading.filter(({ path }) => !path.endsWith('/stream'))) {
      await expectHarmless(path.replaceAll(/\{\w+\}/g, value));
      const plain = path.replaceAll(/\{\w+\}/g, 'a');
      for (const query of [`q=${value}`, `source=${value}`, `article=${value}`, `${value}=1`, `cursor=${value}`]) {
        await expectHarmless(`${plain}?${query}`);
      }
    }
  });

  it('leave the tables as they were, and the prototype of all things', async () => {
    expect(await store.postgres.query('select count(*)::int as n from sentence')).toEqual([{ n: 1 }]);
    expect(await store.postgres.query('select * from pwned')).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
