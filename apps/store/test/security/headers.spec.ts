import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startTestApi, TestKeys } from './test-api.js';

/** What changes from answer to answer. */
const PASSING = ['date', 'content-length', 'etag', 'last-modified', 'connection', 'keep-alive', 'transfer-encoding'];
const SAFE = {
  'content-security-policy':
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';manifest-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};
const ERROR = {
  ...SAFE,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'content-type': 'application/problem+json; charset=utf-8',
};
const JSON_TYPE = 'application/json; charset=utf-8';
const VARY = { vary: 'authorization, accept-encoding' };

describe('the headers of every kind of answer', () => {
  const keys = new TestKeys();
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-test-'));
  let app: NestFastifyApplication;

  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Sitrep</title>');
    writeFileSync(join(folder, 'assets', 'page-1a2b.js'), '"use strict";');
    writeFileSync(join(folder, '.env'), 'SECRET=1');
    app = await startTestApi({ open: ['read'] }, keys, { page: folder });
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const get = (url: string, headers: Readonly<Record<string, string>> = {}) => app.inject({ url, headers });

  it.each([
    ['a list', '/v1/articles', { ...SAFE, 'content-type': JSON_TYPE, 'cache-control': 'private, no-cache' }],
    [
      'lines',
      '/v1/corrections.ndjson',
      { ...SAFE, 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'private, no-cache' },
    ],
    ['health', '/health/live', { ...SAFE, 'content-type': 'application/health+json; charset=utf-8' }],
    ['figures', '/metrics', { ...SAFE, 'content-type': expect.stringMatching(/^text\/plain/) }],
    ['the document', '/docs/json', { ...SAFE, 'content-type': JSON_TYPE }],
    ['the documentation', '/docs', { ...SAFE, 'content-type': 'text/html; charset=utf-8' }],
    ['the page', '/', { ...SAFE, 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' }],
    [
      'an asset',
      '/assets/page-1a2b.js',
      {
        ...SAFE,
        'content-type': expect.stringMatching(/^(?:text|application)\/javascript/),
        'cache-control': 'public, max-age=31536000, immutable',
      },
    ],
    ['a parameter that is wrong', '/v1/articles?limit=0', ERROR],
    ['what is not there', '/v1/articles/missing', ERROR],
    ['an address that is not there', '/v1/nothing', ERROR],
    ['an address beside the API', '/nothing', ERROR],
    ['a file of the page that is hidden', '/.env', ERROR],
    ['a missing key', '/v1/keys', { ...ERROR, 'www-authenticate': 'Bearer realm="sitrep", scope="admin"' }],
  ])('%s', async (_, url, expected) => {
    const { headers } = await get(url);
    const shown = Object.entries(headers).filter(([name]) => !PASSING.includes(name) && !(name in VARY));
    const { 'accept-ranges': __, ...seen } = Object.fromEntries(shown);
    expect(seen).toEqual(expected);
  });

  it.each(['/v1/articles/%FF', `/v1/articles/${'a'.repeat(9_000)}`])(
    'what Fastify refuses by itself: %.20s',
    async (url) => {
      expect((await get(url)).headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
    },
  );

  it('say nothing of what answers', async () => {
    const { headers } = await get('/v1/articles');
    expect(Object.keys(headers)).toEqual(expect.not.arrayContaining(['server', 'x-powered-by', 'set-cookie']));
  });

  it('let pages of other sites in only where the settings name them, and nobody by cookies', async () => {
    const open = await startTestApi({ open: ['read'], origins: ['https://desk.example'] }, keys);
    const asked = async (api: NestFastifyApplication, origin: string) => {
      const headers = { origin, 'access-control-request-method': 'POST' };
      const answer = await api.inject({ method: 'OPTIONS', url: '/v1/articles', headers });
      expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
      return answer.headers['access-control-allow-origin'];
    };
    expect(await asked(open, 'https://desk.example')).toBe('https://desk.example');
    for (const origin of ['https://evil.example', 'null', 'https://desk.example.evil.example', 'http://desk.example']) {
      expect([origin, await asked(open, origin)]).toEqual([origin, undefined]);
    }
    await open.close();
    expect(await asked(app, 'https://desk.example')).toBeUndefined();
  });

  it('name the content, and send it once', async () => {
    const { headers } = await get('/v1/articles');
    const tag = String(headers['etag']);
    expect(tag).toMatch(/^W\/"[\w-]{27}"$/);
    for (const names of [tag, tag.slice(2), `"x", ${tag}`, '*']) {
      const again = await get('/v1/articles', { 'if-none-match': names });
      expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', tag]);
    }
    expect((await get('/v1/articles', { 'if-none-match': '"x"' })).statusCode).toBe(200);
    expect((await get('/v1/articles/missing', { 'if-none-match': '*' })).statusCode).toBe(404);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('tell how it is compressed: %s', async (encoding, decompress) => {
    const answer = await get('/docs/json', { 'accept-encoding': encoding });
    expect(answer.headers).toMatchObject({
      'content-encoding': encoding,
      vary: expect.stringContaining('accept-encoding'),
    });
    expect(answer.rawPayload.length * 4).toBeLessThan((await get('/docs/json')).rawPayload.length);
    expect(JSON.parse(decompress(answer.rawPayload).toString())).toHaveProperty('openapi', '3.1.0');
  });
});
