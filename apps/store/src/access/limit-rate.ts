import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { ProblemError } from '../query/http/problem.js';
import type { AccessPolicy } from './access-policy.js';
import { bearerOf } from './bearer.js';
import { accessOf } from './guard-access.js';
import type { KeyRing } from './key-ring.js';

const MINUTE_MS = 60_000;
/** Callers that are counted at once; who was not seen for longest is forgotten. */
const MOST_CALLERS = 10_000;

/** What is used of a request to know whose it is. */
interface Counted {
  readonly ip: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * Lets each key, and each address without a known one, ask so often a minute. Keys that are wrong count on the address:
 * nobody gets a new allowance by making one up. Each instance counts for itself. To be called before routes are made.
 */
export async function limitRate(app: NestFastifyApplication, policy: AccessPolicy, keys: KeyRing): Promise<void> {
  const max = policy.requestsPerMinute;
  if (max === undefined) return;
  await app.register(rateLimit, { global: false, cache: MOST_CALLERS });
  const server = app.getHttpAdapter().getInstance();
  const count = server.createRateLimit({
    max,
    timeWindow: MINUTE_MS,
    keyGenerator: (request: Counted) => callerOf(request, keys),
  });
  server.addHook('onRequest', async (request) => {
    if (accessOf(request.routeOptions.config) === undefined) return;
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    const headers = { 'retry-after': String(counted.ttlInSeconds) };
    throw new ProblemError('too-many-requests', `At most ${max} requests a minute are answered.`, [], headers);
  });
}

function callerOf({ ip, headers }: Counted, keys: KeyRing): string {
  const text = bearerOf(headers['authorization']);
  const id = text === undefined ? undefined : keys.lately(text);
  return id === undefined ? `address ${ip}` : `key ${id}`;
}
