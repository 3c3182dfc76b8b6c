import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { makeKey } from '../../src/access/key-secret.js';
import { mayDo, SCOPES, type Scope } from '../../src/domain/api-key.js';
import { operations, startTestApi, TestKeys } from './test-api.js';

const ADMIN_KEY = 'an-admin-key-of-the-settings-0123456789';
const EVERYTHING = [...SCOPES];
const keys = new TestKeys();

/** Who comes, with which scopes: undefined for a key that opens nothing. */
const CALLERS: readonly (readonly [string, string | undefined, readonly Scope[] | undefined])[] = [
  ['nobody', undefined, []],
  ...SCOPES.map((scope) => [`a key to ${scope}`, keys.add([scope]), [scope]] as const),
  ['the key of the settings', ADMIN_KEY, ['admin']],
  ['a key that was revoked', keys.add(EVERYTHING, { revokedAt: new Date() }), undefined],
  ['a key that has expired', keys.add(EVERYTHING, { expiresAt: new Date() }), undefined],
  ['a key that nobody made', makeKey().text, undefined],
  ['the id of a key with another secret', mixed(keys.add(EVERYTHING)), undefined],
  ['what is no key', 'x', undefined],
];

function mixed(text: string): string {
  return `${text.slice(0, 20)}${makeKey().text.slice(20)}`;
}

const guarded = operations().filter(({ path }) => path.startsWith('/v1'));

/** 401, 403, or that the handler was asked. */
function expected(
  needs: Scope | undefined,
  caller: readonly Scope[] | undefined,
  open: readonly Scope[],
  hasKey: boolean,
) {
  if (caller === undefined) return 401;
  if (needs === undefined || mayDo([...caller, ...open], needs)) return 'asked';
  return hasKey ? 403 : 401;
}

describe.each([
  ['reading is open', ['read']],
  ['nothing is open', []],
] as const)('who may do what where %s', (_, open) => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await startTestApi({ open, adminKey: ADMIN_KEY }, keys);
  });
  afterAll(() => app.close());

  const cells = guarded.flatMap((operation) => CALLERS.map((caller) => ({ ...operation, caller })));

  it.each(cells)('$method $path asked by $caller.0', async ({ method, url, needs, caller: [, key, scopes] }) => {
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
    // A parameter that no route has: whoever is let in is answered, also by a stream that would not end.
    const answer = await app.inject({ method: method as 'GET', url: `${url}?no-such=1`, headers });
    const { statusCode } = answer;
    const seen = statusCode === 401 || statusCode === 403 ? statusCode : 'asked';
    expect(seen).toBe(expected(needs, scopes, open, key !== undefined));
    if (seen === 'asked') return;
    expect(answer.json()).toMatchObject({
      status: statusCode,
      type: /401/.test(String(seen)) ? 'urn:sitrep:problem:unauthorized' : 'urn:sitrep:problem:forbidden',
    });
    expect(answer.headers['www-authenticate']).toMatch(
      new RegExp(`^Bearer realm="sitrep"(?:, error="\\w+")?${needs === undefined ? '' : `, scope="${needs}"`}$`),
    );
  });
});

describe('the routes of the API', () => {
  it('need more than reading where they change something', () => {
    const changing = guarded.filter(({ method }) => method !== 'GET');
    expect(changing.filter(({ needs }) => needs === undefined || needs === 'read')).toEqual([]);
    expect(changing.length).toBeGreaterThan(3);
  });

  it('all need something, but for the one that says what the caller may do', () => {
    expect(guarded.flatMap(({ needs, path }) => (needs === undefined ? [path] : []))).toEqual(['/v1/access']);
  });

  it('document that they may be refused', () => {
    const silent = guarded.filter(({ responses }) => !('401' in responses && '403' in responses && '429' in responses));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('document the form of every answer, and an example of every error', () => {
    const bad = guarded.flatMap(({ method, path, responses }) =>
      Object.entries(responses).flatMap(([status, response]) => {
        const { content = {} } = response as { readonly content?: Readonly<Record<string, object>> };
        const isWell = Object.values(content).every((one) => 'schema' in one && (status < '400' || 'example' in one));
        return isWell && (status === '204' || Object.keys(content).length > 0) ? [] : [`${method} ${path} ${status}`];
      }),
    );
    expect(bad).toEqual([]);
  });

  it('are those of the document, beside what everybody may see', async () => {
    const routes: string[] = [];
    const onRoute = ({ method, url }: { readonly method: string | string[]; readonly url: string }): void => {
      const path = url.replaceAll(/:(\w+)/g, '{$1}');
      routes.push(...[method].flat().flatMap((one) => (one === 'HEAD' ? [] : [`${one} ${path}`])));
    };
    const app = await startTestApi({ open: [] }, keys, { onRoute });
    await app.close();
    const documented = operations().map(({ method, path }) => `${method} ${path}`);
    const beside = ['/', '/docs', '/docs/assets/*', '/docs/json', '/docs/start.js'].map((path) => `GET ${path}`);
    expect(routes.sort()).toEqual([...documented, ...beside].sort());
  });
});
