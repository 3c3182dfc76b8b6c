import { NotFoundException } from '@nestjs/common';
import { describe, expect, it } from 'vitest';

import { RouteTable } from './route-table.js';

describe('the table of routes', () => {
  const routes = new RouteTable();
  routes.add('/v1/articles', ['GET']);
  routes.add('/v1/articles', ['HEAD', 'POST']);
  routes.add('/v1/articles/:id', ['GET']);
  routes.add('/v1/articles/:id/ledger', ['GET']);
  routes.add('/docs/assets/*', ['GET']);

  it.each([
    ['/v1/articles', ['GET', 'HEAD', 'POST']],
    ['/v1/articles/a%2Fb', ['GET']],
    ['/v1/articles/a/ledger', ['GET']],
    ['/v1/articles/', []],
    ['/v1/articles/a/b', []],
    ['/v1xarticles', []],
    ['/docs/assets/a/b.css', ['GET']],
  ])('knows the methods of %s', (path, methods) => {
    expect(routes.methodsOf(path)).toEqual(methods);
  });

  it('tells a wrong method from a wrong address, and leaves other errors as they are', () => {
    const request = { method: 'PUT', url: '/v1/articles?limit=1', headers: {}, is404: true };
    const missing = new NotFoundException();
    expect(routes.explain(missing, request)).toMatchObject({
      kind: 'method-not-allowed',
      headers: { allow: 'GET, HEAD, POST' },
    });
    expect(routes.explain(missing, { ...request, url: '/nothing' })).toBe(missing);
    expect(routes.explain(missing, { ...request, is404: false })).toBe(missing);
    expect(routes.explain(7, request)).toBe(7);
  });
});
