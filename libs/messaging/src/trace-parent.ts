import { randomBytes } from 'node:crypto';

/** W3C Trace Context, section 3.2: version, trace-id, parent-id, flags. */
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The header when it is a valid `traceparent`; versions other than 00 may carry more after the flags. */
export function validTraceparent(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const known =
    header.length === 55 ? header : header.startsWith('00') || header[55] !== '-' ? '' : header.slice(0, 55);
  return TRACEPARENT.test(known) ? header : undefined;
}

/** Starts a trace: a new random `traceparent`, sampled. */
export function newTraceparent(): string {
  const random = randomBytes(24).toString('hex');
  return `00-${random.slice(0, 32)}-${random.slice(32)}-01`;
}
