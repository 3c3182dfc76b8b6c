import { lookup } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';

import { addressProblem, literalOf, type Reach, urlProblem } from './address-policy.js';

/** Answers the status of a request that was sent. Throws when there was none, or it may not be sent. */
export type Send = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<number>;

/** Resolves a name to addresses. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const TIMEOUT_MS = 5_000;

const resolveName: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * Sends to addresses that may be sent to: a name is resolved once, all its addresses must be allowed, and the connection
 * goes to one of these, whatever the name means a moment later. Redirects are not followed, and answers not read.
 */
export function httpSender(reach: Reach, resolve: Resolve = resolveName, timeoutMs = TIMEOUT_MS): Send {
  return async (url, headers, body) => {
    const problem = urlProblem(url, reach);
    if (problem !== undefined) throw new Error(`The address ${problem}.`);
    const signal = AbortSignal.timeout(timeoutMs);
    return post(new URL(url), await pinned(new URL(url), reach, resolve), headers, body, signal);
  };
}

async function pinned(url: URL, reach: Reach, resolve: Resolve): Promise<LookupFunction> {
  const addresses = await resolve(literalOf(url.hostname));
  const [first] = addresses;
  if (first === undefined) throw new Error('The name has no address.');
  for (const { address } of addresses) {
    const problem = addressProblem(address, reach);
    if (problem !== undefined) throw new Error(`The name may not be sent to: ${problem}.`);
  }
  return (_, options, answer) => {
    if (options.all === true) answer(null, [{ ...first }]);
    else answer(null, first.address, first.family);
  };
}

function post(
  url: URL,
  lookupPinned: LookupFunction,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<number> {
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        agent: false,
        lookup: lookupPinned,
        signal,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'sitrep-webhooks/1',
          ...headers,
        },
      },
      (response) => {
        resolve(response.statusCode ?? 0);
        response.destroy();
      },
    );
    request.on('error', (error) => reject(signal.aborted ? new Error('No answer within 5 s.') : error));
    request.end(body);
  });
}
