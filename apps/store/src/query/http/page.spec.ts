import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { HttpServer } from './http.js';
import { findPage, servePage } from './page.js';

describe('the page', () => {
  let root: string;
  let folder: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sitrep-page-'));
    folder = join(root, 'apps', 'dashboard', 'dist');
    mkdirSync(join(folder, 'assets'), { recursive: true });
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'assets', 'index-1a2b.js'), 'export {};');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  async function serve(page: string | undefined): Promise<HttpServer> {
    const adapter = new FastifyAdapter();
    await servePage({ getHttpAdapter: () => adapter } as unknown as NestFastifyApplication, page);
    return adapter.getInstance<HttpServer>();
  }

  it('is found from a source file and from a compiled one', () => {
    expect(findPage(join(root, 'apps', 'store', 'src', 'query'))).toBe(folder);
    expect(findPage(join(root, 'dist', 'apps', 'store', 'src', 'query'))).toBe(folder);
  });

  it('is not found where it was not built', () => {
    rmSync(join(folder, 'index.html'));
    expect(findPage(join(root, 'apps', 'store', 'src', 'query'))).toBeUndefined();
  });

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/index-1a2b.js', 'application/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ])('answers at %s', async (url, type, caching) => {
    const { statusCode, headers } = await (await serve(folder)).inject(url);
    expect([statusCode, headers['content-type'], headers['cache-control']]).toEqual([200, type, caching]);
  });

  it.each(['/assets/', '/assets/other.js', '/../page.js', '/%2e%2e/%2e%2e/%2e%2e/etc/passwd', '/v1/nothing'])(
    'has nothing at %s',
    async (url) => {
      expect((await (await serve(folder)).inject(url)).statusCode).toBe(404);
    },
  );

  it('takes no address but those of its files', async () => {
    expect((await serve(folder)).hasRoute({ url: '/*', method: 'GET' })).toBe(false);
  });

  it('gives way to the documentation where it was not built', async () => {
    const { statusCode, headers } = await (await serve(undefined)).inject('/');
    expect([statusCode, headers['location']]).toEqual([302, '/docs']);
  });
});
