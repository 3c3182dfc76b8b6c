import 'reflect-metadata';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventually } from '@sitrep/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { TestStore } from '../../test/test-store.js';
import type { KeyView } from './key-schemas.js';

interface Made extends KeyView {
  readonly key: string;
}

describe('keys of the API', () => {
  let store: TestStore;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    store = await TestStore.start();
    app = await store.serve({ policy: { open: [] } });
  });
  beforeEach(() => store.postgres.query('truncate api_key'));
  afterAll(() => store?.stop());

  const bearer = (key: string | undefined) => (key === undefined ? {} : { authorization: `Bearer ${key}` });
  const create = (payload: object, key?: string, world: { remoteAddress?: string; headers?: object } = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/keys',
      payload,
      ...(world.remoteAddress !== undefined && { remoteAddress: world.remoteAddress }),
      headers: { ...bearer(key), ...world.headers },
    });
  const first = async (): Promise<Made> => (await create({ name: 'first', scopes: ['read'] })).json<Made>();
  const get = (url: string, key?: string) => app.inject({ url, headers: bearer(key) });
  const reads = async (key: string): Promise<number> => (await get('/v1/ledger', key)).statusCode;

  it('begin with one that is made without a key on the machine itself, and is an admin’s', async () => {
    const answer = await create({ name: 'anna', scopes: ['read'] });
    expect(answer.statusCode).toBe(201);
    const { id, key, ...made } = answer.json<Made>();
    expect(made).toMatchObject({ name: 'anna', scopes: ['admin'], state: 'active', lastUsedAt: null, expiresAt: null });
    expect(key).toMatch(new RegExp(`^sitrep_${id}_[\\w-]{43}$`));
    expect(answer.headers).toMatchObject({ location: `/v1/keys/${id}`, 'cache-control': 'no-store' });
    expect((await create({ name: 'ben', scopes: ['read'] })).statusCode).toBe(401);
    expect((await create({ name: 'ben', scopes: ['read'] }, key)).json()).toMatchObject({ scopes: ['read'] });
  });

  it('begin with one only, however many are asked for at once', async () => {
    const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => create({ name: `n${n}`, scopes: ['read'] })));
    expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 401, 401, 401, 401]);
  });

  it.each([
    ['another machine', { remoteAddress: '10.0.0.7' }],
    ['behind a proxy on this machine', { headers: { 'x-forwarded-for': '10.0.0.7' } }],
    ['under a name that leads here', { headers: { host: 'evil.example:3000' } }],
  ])('do not begin from %s', async (_, world) => {
    expect((await create({ name: 'x', scopes: ['admin'] }, undefined, world)).statusCode).toBe(401);
    expect(await store.postgres.query('select 1 from api_key')).toEqual([]);
  });

  it('cannot be read from the database', async () => {
    const { key } = await first();
    const [row] = await store.postgres.query<{ text: string; bytes: number }>(
      'select k::text as text, octet_length(hash) as bytes from api_key k',
    );
    expect(row?.bytes).toBe(32);
    expect(row?.text).not.toContain(key.slice(20));
  });

  it('open what they are for, until they are revoked or end', async () => {
    const { key: admin } = await first();
    const reader = (await create({ name: 'reader', scopes: ['read'] }, admin)).json<Made>();
    const later = new Date(Date.now() + 60_000).toISOString();
    const guest = (await create({ name: 'guest', scopes: ['read'], expiresAt: later }, admin)).json<Made>();
    expect([await reads(reader.key), await reads(guest.key), await reads(admin)]).toEqual([200, 200, 200]);
    const revoke = (key: string) =>
      app.inject({ method: 'DELETE', url: `/v1/keys/${reader.id}`, headers: bearer(key) });
    expect((await revoke(reader.key)).statusCode).toBe(403);
    const revoked = (await revoke(admin)).json<KeyView>();
    expect(revoked.state).toBe('revoked');
    expect((await revoke(admin)).json()).toMatchObject({ revokedAt: revoked.revokedAt });
    expect([await reads(reader.key), await reads(guest.key)]).toEqual([401, 200]);
  });

  it('are listed page by page, the newest first, with when they were used and without their secrets', async () => {
    const { key: admin, id: firstId } = await first();
    const others = ['b', 'c'].map((name) =>
      create({ name, scopes: ['feed'] }, admin).then((one) => one.json<Made>().id),
    );
    const expected = new Set([firstId, ...(await Promise.all(others))]);
    const seen: KeyView[] = [];
    for (let url: string | undefined = '/v1/keys?limit=1'; url !== undefined;) {
      const answer: Awaited<ReturnType<typeof get>> = await get(url, admin);
      expect(answer.body).not.toContain('sitrep_');
      seen.push(...answer.json<{ items: KeyView[] }>().items);
      url = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers['link'] ?? ''))?.[1];
    }
    expect(new Set(seen.map(({ id }) => id))).toEqual(expected);
    expect(seen.at(-1)?.id).toBe(firstId);
    const used = async () => (await get('/v1/keys', admin)).json<{ items: KeyView[] }>().items.at(-1)?.lastUsedAt;
    expect(await eventually(used, (at) => at !== null)).toMatch(/:00\.000Z$/);
  });

  it.each([
    [{}, ['/name', '/scopes']],
    [{ name: ' ', scopes: [] }, ['/name', '/scopes']],
    [{ name: 'x', scopes: ['read', 'read'] }, ['/scopes']],
    [{ name: 'x', scopes: ['root'] }, ['/scopes/0']],
    [{ name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }, ['/expiresAt']],
    [{ name: 'x', scopes: ['read'], id: '000000000000' }, ['']],
  ])('are not made of %j', async (payload, pointers) => {
    const answer = await create(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  it('tell the page what it may do', async () => {
    const { key: admin } = await first();
    const corrector = (await create({ name: 'anna', scopes: ['correct'] }, admin)).json<Made>().key;
    expect((await get('/v1/access')).json()).toEqual({ name: null, scopes: [] });
    expect((await get('/v1/access', corrector)).json()).toEqual({ name: 'anna', scopes: ['correct'] });
    expect((await get('/v1/access', admin)).json()).toEqual({
      name: 'first',
      scopes: ['read', 'feed', 'correct', 'admin'],
    });
    expect((await get('/v1/access', 'x')).statusCode).toBe(401);
  });
});
