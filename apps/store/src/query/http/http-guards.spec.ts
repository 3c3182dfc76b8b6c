import { FastifyAdapter } from '@nestjs/platform-fastify';
import { silentLogger } from '@sitrep/testing';
import { describe, expect, it } from 'vitest';

import type { HttpReply, HttpRequest } from './http.js';
import { guardHttp } from './http-guards.js';
import { ProblemFilter } from './problem.filter.js';
import { RouteTable } from './route-table.js';

describe('the guards of HTTP', () => {
  const routes = new RouteTable();
  const filter = new ProblemFilter(routes, silentLogger());
  const server = new FastifyAdapter({ bodyLimit: 1_000 }).getInstance();
  guardHttp(server, routes);
  server.setErrorHandler((error, request, reply) =>
    filter.answer(error, request as unknown as HttpRequest, reply as unknown as HttpReply),
  );
  server.post('/echo', (request, reply) => reply.send({ body: request.body }));

  server.get('/fail', () => {
    throw new Error('select secret from table');
  });

  const post = (payload: string | Buffer, contentType = 'application/json') =>
    server.inject({ method: 'POST', url: '/echo', payload, headers: { 'content-type': contentType } });

  it('take JSON in UTF-8', async () => {
    const answer = await post('{"text":"Übung"}', 'application/json; charset=UTF-8');
    expect([answer.statusCode, answer.json()]).toEqual([200, { body: { text: 'Übung' } }]);
  });

  it.each([
    ['text as text', 'hello', 'text/plain', 415],
    ['a form', 'a=1', 'application/x-www-form-urlencoded', 415],
    ['XML', '<a/>', 'application/xml', 415],
    ['another charset', '{}', 'application/json; charset=latin1', 415],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'application/json', 400],
    ['what is not JSON', '{', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['a key that reaches a prototype', '{"__proto__":{"admin":true}}', 'application/json', 400],
    ['a key twice', '{"a":1,"a":2}', 'application/json', 400],
    ['a depth that no reader needs', `${'['.repeat(200)}${']'.repeat(200)}`, 'application/json', 400],
    ['more than the limit', `"${'a'.repeat(2_000)}"`, 'application/json', 413],
  ])('do not take %s', async (_, payload, contentType, status) => {
    const answer = await post(payload, contentType);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('tell nothing of a failure of ours but where it stands in the log', async () => {
    const answer = await server.inject({ url: '/fail' });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({
      type: 'urn:sitrep:problem:internal-error',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(answer.body).not.toContain('secret');
  });
});
