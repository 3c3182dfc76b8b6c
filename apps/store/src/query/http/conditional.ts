import { hash } from 'node:crypto';

import type { HttpServer } from './http.js';

const GUARDED = /^\/v1(?:\/|$)/;

/** What is used of a request and its reply when the answer is made. */
interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * Answers of the API name their content (`ETag`), and whoever has it already is told so (304) instead of being sent it
 * again. Nobody may use a kept answer without asking. What is streamed has no name. To be called before routes are made.
 *
 * The names are weak: the same content is named alike however it is compressed.
 */
export function nameContent(server: HttpServer): void {
  server.addHook('onSend', async ({ method, url, headers }: Sent, reply, payload: unknown) => {
    if (!GUARDED.test(url)) return payload;
    if (!reply.hasHeader('cache-control')) {
      reply.header('cache-control', isReading(method) ? 'private, no-cache' : 'no-store');
    }
    const vary = String(reply.getHeader('vary') ?? '');
    reply.header('vary', vary === '' ? 'authorization' : `${vary}, authorization`);
    const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
    if (!isText || !isReading(method) || reply.statusCode !== 200) return payload;
    const tag = `W/"${hash('sha256', payload, 'base64url').slice(0, 27)}"`;
    reply.header('etag', tag);
    if (!isAmong(tag, headers['if-none-match'])) return payload;
    reply.code(304).removeHeader('content-type');
    return null;
  });
}

const isReading = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Weak comparison (RFC 9110, 8.8.3.2): a cache that compressed the answer may have changed W/"x" to "x". */
function isAmong(tag: string, header: unknown): boolean {
  if (typeof header !== 'string') return false;
  const names = header.split(',').map((name) => name.trim().replace(/^W\//, ''));
  return names.includes('*') || names.includes(tag.slice(2));
}
