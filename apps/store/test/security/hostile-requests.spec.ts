import { once } from 'node:events';
import { connect } from 'node:net';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startTestApi, TestKeys } from './test-api.js';

const UNKNOWN = '/v1/sentences/6ba7b811-9dad-51d1-80b4-00c04fd430c8';
const keys = new TestKeys();
const admin = { authorization: `Bearer ${keys.add(['admin'])}` };

describe('hostile requests', () => {
  let app: NestFastifyApplication;
  let port: number;

  beforeAll(async () => {
    app = await startTestApi({ open: ['read'] }, keys);
    await app.listen(0, '127.0.0.1');
    port = Number(new URL(await app.getUrl()).port);
  });
  afterAll(() => app.close());

  /** Sends bytes, and reads until the other end closes. */
  async function raw(...parts: readonly (string | Buffer)[]): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    for (const part of parts) socket.write(part);
    if (!socket.closed) await once(socket, 'close');
    return answer;
  }
  const statusOf = (answer: string): string | undefined => /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
  const post = (lines: readonly string[], body: string): string =>
    [
      'POST /v1/articles HTTP/1.1',
      'Host: x',
      `Authorization: ${admin.authorization}`,
      'Content-Type: text/plain',
      ...lines,
      '',
      body,
    ].join('\r\n');

  it.each([
    ['two lengths', post(['Content-Length: 5', 'Content-Length: 6', 'Connection: close'], 'hello')],
    [
      'a length and chunks',
      post(['Content-Length: 5', 'Transfer-Encoding: chunked', 'Connection: close'], '0\r\n\r\n'),
    ],
    ['chunks spelt oddly', post(['Transfer-Encoding: xchunked', 'Connection: close'], '0\r\n\r\n')],
    ['a length that is no number', post(['Content-Length: +5', 'Connection: close'], 'hello')],
    [
      'a name with a space before the colon',
      'GET /v1/articles HTTP/1.1\r\nHost: x\r\nAccept : */*\r\nConnection: close\r\n\r\n',
    ],
    [
      'a header that goes on in the next line',
      'GET /v1/articles HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\nConnection: close\r\n\r\n',
    ],
    ['lines that end with LF alone', 'GET /v1/articles HTTP/1.1\nHost: x\n\n'],
    ['a NUL in a header', 'GET /v1/articles HTTP/1.1\r\nHost: x\r\nA: \0\r\nConnection: close\r\n\r\n'],
    ['two hosts', 'GET /v1/articles HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n'],
    ['a version that is none', 'GET /v1/articles HTTP/9.9\r\nHost: x\r\n\r\n'],
    [
      'a header that is too long',
      `GET /v1/articles HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\nConnection: close\r\n\r\n`,
    ],
  ])('that would be read differently by a proxy are refused: %s', async (_, request) => {
    const answer = await raw(request);
    expect(statusOf(answer)).toMatch(/^4\d\d$/);
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
  });

  it('are refused without a host, by Node itself', async () => {
    expect(statusOf(await raw('GET /v1/articles HTTP/1.1\r\nConnection: close\r\n\r\n'))).toBe('400');
  });

  it('are answered once each, and never by what was smuggled behind them', async () => {
    const smuggled = 'GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n';
    const answer = await raw(post(['Content-Length: 5', 'Transfer-Encoding: chunked'], `0\r\n\r\n${smuggled}`));
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it.each([
    ['headers that do not end', ['GET /v1/articles HTTP/1.1\r\nHost: x\r\n']],
    ['a body that does not come', [post(['Content-Length: 50'], 'hel')]],
  ])('that take too long are ended: %s', async (_, parts) => {
    const server = app.getHttpServer();
    const { headersTimeout, requestTimeout } = server;
    // So that it need not be waited for as long as in earnest.
    Object.assign(server, { headersTimeout: 300, requestTimeout: 600 });
    const answer = await raw(...parts);
    Object.assign(server, { headersTimeout, requestTimeout });
    expect(statusOf(answer)).toBe('408');
  });

  it('wait as long as the settings of HTTP say', () => {
    expect(app.getHttpAdapter().getInstance().initialConfig).toMatchObject({
      requestTimeout: 30_000,
      bodyLimit: 1_048_576,
    });
  });

  it.each([
    ['text as a form of another site would send it', 'PUT', `${UNKNOWN}/label`, 'text/plain', '{}', 415],
    ['a form', 'POST', '/v1/keys', 'application/x-www-form-urlencoded', 'name=x', 415],
    ['XML', 'POST', '/v1/articles', 'application/xml', '<a/>', 415],
    ['another charset', 'POST', '/v1/keys', 'application/json; charset=utf-16', '{}', 415],
    [
      'bytes that are no UTF-8',
      'POST',
      '/v1/keys',
      'application/json',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      400,
    ],
    ['a key that reaches a prototype', 'POST', '/v1/keys', 'application/json', '{"__proto__":{"polluted":1}}', 400],
    ['a constructor', 'POST', '/v1/keys', 'application/json', '{"constructor":{"prototype":{"polluted":1}}}', 400],
    ['a depth that no reader needs', 'POST', '/v1/keys', 'application/json', '['.repeat(40_000), 400],
    ['more than is taken', 'POST', '/v1/keys', 'application/json', `"${'a'.repeat(1_100_000)}"`, 413],
    [
      'fields that nobody asked for',
      'POST',
      '/v1/keys',
      'application/json',
      '{"name":"x","scopes":["read"],"hash":""}',
      400,
    ],
  ] as const)('are refused with the right word: %s', async (_, method, url, type, payload, status) => {
    const answer = await app.inject({ method, url, payload, headers: { ...admin, 'content-type': type } });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('are refused when a body is compressed: few bytes may become many', async () => {
    const headers = { ...admin, 'content-type': 'text/plain', 'content-encoding': 'gzip' };
    expect((await app.inject({ method: 'POST', url: '/v1/articles', payload: 'x', headers })).statusCode).toBe(415);
  });

  it('leave the prototype of all things as it was', () => {
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('are told which types there are, and which methods', async () => {
    const xml = await app.inject({ url: '/v1/articles', headers: { accept: 'application/xml' } });
    expect([xml.statusCode, xml.json()]).toMatchObject([
      406,
      { detail: 'This address answers with application/json.' },
    ]);
    for (const method of ['POST', 'PATCH', 'DELETE'] as const) {
      const answer = await app.inject({ method, url: '/v1/ledger' });
      expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
    }
    const trace = await raw('TRACE /v1/ledger HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(statusOf(trace)).toMatch(/^4\d\d$/);
  });
});

describe('too many requests', () => {
  it('are told to wait: of an address, of a key, and of whoever makes keys up', async () => {
    const reader = keys.add(['read']);
    const app = await startTestApi({ open: ['read'], requestsPerMinute: 3 }, keys);
    const ask = async (key?: string) =>
      app.inject({ url: '/v1/access', headers: key === undefined ? {} : { authorization: `Bearer ${key}` } });
    const statuses = async (list: readonly (string | undefined)[]) => {
      const seen: number[] = [];
      for (const key of list) seen.push((await ask(key)).statusCode);
      return seen;
    };
    // The first time nobody knows whose key it is.
    expect(await statuses([reader, reader, reader, reader, reader])).toEqual([200, 200, 200, 200, 429]);
    expect(await statuses(['made-up', undefined, 'made-up-too', undefined])).toEqual([401, 200, 429, 429]);
    const answer = await ask();
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json()).toMatchObject({ status: 429, type: 'urn:sitrep:problem:too-many-requests' });
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    await app.close();
  });
});
