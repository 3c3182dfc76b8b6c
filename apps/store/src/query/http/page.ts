import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { HttpReply } from './http.js';

const BUILT_PAGE = join('apps', 'dashboard', 'dist');

/** Where the built page is, seen from a file of this service, compiled or not; undefined when it was not built. */
export function findPage(from: string = import.meta.dirname): string | undefined {
  const folder = join(from, BUILT_PAGE);
  if (existsSync(join(folder, 'index.html'))) return folder;
  const above = dirname(from);
  return above === from ? undefined : findPage(above);
}

/**
 * Serves the page at `/`. Without one, whoever comes without an address is shown the API's documentation.
 *
 * @param folder of the built page
 */
export async function servePage(app: NestFastifyApplication, folder: string | undefined): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  if (folder === undefined) {
    server.get('/', (_, reply) => reply.redirect('/docs', 302));
    return;
  }
  await server.register(fastifyStatic as never, {
    root: folder,
    decorateReply: false,
    // A route for each file, so that what is not there stays an address that does not exist, with a problem to say so.
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply: HttpReply, path: string) => reply.header('cache-control', cachingOf(path)),
  });
}

/** The names of assets hold a hash of what is in them. */
const cachingOf = (path: string): string =>
  /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
