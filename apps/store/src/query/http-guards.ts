import { checkAddress } from './check-address.js';
import { checkSite } from './check-site.js';
import type { HttpServer } from './http.js';
import { ProblemError } from './problem.js';
import { RAW_ROUTES, RAW_TYPES, RawBody } from './raw-body.js';
import { readGuardedJson, requireUtf8 } from './read-json.js';
import type { RouteTable } from './route-table.js';

/**
 * Closes what Fastify leaves open: text/plain and other charsets as a body where nobody expects them, bytes that are no
 * UTF-8, NUL and repeated parameters in the query, pages of other sites that write, and wrong methods that look like
 * wrong addresses. To be called before routes are made.
 */
export function guardHttp(server: HttpServer, routes: RouteTable): void {
  server.addHook('onRoute', ({ url, method }) => routes.add(url, [method].flat()));
  server.addHook('onRequest', async ({ raw }) => checkAddress(raw.url ?? '/'));
  server.addHook('onRequest', async ({ raw }) => checkSite(raw));
  server.removeAllContentTypeParsers();
  for (const type of RAW_TYPES) {
    server.addContentTypeParser(type, { parseAs: 'buffer' }, async (request: Received, body: string | Buffer) =>
      bodyOf(request, Buffer.from(body), type),
    );
  }
}

/** What is used of a request whose body has come. */
interface Received {
  readonly headers: { readonly 'content-type'?: string | undefined };
  readonly routeOptions: { readonly url?: string | undefined };
}

function bodyOf({ headers, routeOptions }: Received, body: Buffer, type: string): unknown {
  if (RAW_ROUTES.has(routeOptions.url ?? '')) {
    requireUtf8(headers['content-type']);
    return new RawBody(body, type);
  }
  if (type === 'application/json') return readGuardedJson(body, headers['content-type']);
  throw new ProblemError('unsupported-media-type', 'This address takes application/json in UTF-8.');
}
