import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

import { PROBLEMS } from './problem.js';
import { traceIdOf } from './trace-id.js';

const ANSWERS = {
  HPE_HEADER_OVERFLOW: ['headers-too-large', 'The headers, with the address, are longer than 16 KiB.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request-timeout', 'The request did not end in time.'],
} as const;
const OTHER = ['invalid-request', 'This is no HTTP request.'] as const;

/**
 * Answers what is not a request at all, or not yet, and ends the connection: there is no request and no reply then, only
 * bytes. A problem like all others, without an address.
 */
export function answerClientError(error: { readonly code?: string | undefined }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [kind, detail] = ANSWERS[error.code as keyof typeof ANSWERS] ?? OTHER;
  const { status, title } = PROBLEMS[kind];
  const traceId = traceIdOf(undefined);
  const body = JSON.stringify({ type: `urn:sitrep:problem:${kind}`, title, status, detail, instance: '', traceId });
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
