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
export function guardHttp(server: HttpServer, routes: RouteTable, origins: readonly string[] = []): void {
  server.addHook('onRoute', ({ url, method }) => routes.add(url, [method].flat()));
  server.addHook('onRequest', async ({ raw }) => checkAddress(raw.url ?? '/'));
  server.addHook('onRequest', async ({ raw }) => refuseTwoHosts(raw.rawHeaders));
  server.addHook('onRequest', async ({ raw }) => checkSite(raw, origins));
  server.addHook('onRequest', async ({ headers }) => refuseCompressed(headers['content-encoding']));
  server.removeAllContentTypeParsers();
  for (const type of RAW_TYPES) {
    server.addContentTypeParser(type, { parseAs: 'buffer' }, async (request: Received, body: string | Buffer) =>
      bodyOf(request, Buffer.from(body), type),
    );
  }
}

/** A proxy may have gone by the other one (RFC 9112, 3.2). */
function refuseTwoHosts(rawHeaders: readonly string[]): void {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host');
  if (hosts.length > 1) throw new ProblemError('invalid-request', 'The header Host is given more than once.');
}

/** A few bytes that become many: bodies are taken as they are. */
function refuseCompressed(encoding: unknown): void {
  if (encoding === undefined || encoding === 'identity') return;
  throw new ProblemError('unsupported-media-type', 'Bodies are taken as they are, without Content-Encoding.');
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
