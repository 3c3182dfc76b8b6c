import { readGuardedJson } from './read-json.js';
import type { HttpServer } from './http.js';
import { checkAddress } from './check-address.js';
import { checkSite } from './check-site.js';
import type { RouteTable } from './route-table.js';

/**
 * Closes what Fastify leaves open: text/plain and other charsets as a body, bytes that are no UTF-8, NUL and repeated
 * parameters in the query, pages of other sites that write, and wrong methods that look like wrong addresses. To be called before routes are made.
 */
export function guardHttp(server: HttpServer, routes: RouteTable): void {
  server.addHook('onRoute', ({ url, method }) => routes.add(url, [method].flat()));
  server.addHook('onRequest', async ({ raw }) => checkAddress(raw.url ?? '/'));
  server.addHook('onRequest', async ({ raw }) => checkSite(raw));
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: { readonly headers: { readonly 'content-type'?: string | undefined } }, body: string | Buffer) =>
      readGuardedJson(Buffer.from(body), request.headers['content-type']),
  );
}
