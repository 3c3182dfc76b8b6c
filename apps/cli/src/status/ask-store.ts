import { z } from 'zod';

import type { LedgerState, StoreState } from '../domain/judge-status.js';
import type { StoreApi } from '../io/api.js';

const health = z.object({
  checks: z.record(z.string(), z.array(z.object({ status: z.string(), output: z.string().default('') }))),
});
const ledger = z.object({
  split: z.number(),
  labelled: z.number(),
  stored: z.number(),
  deadLettered: z.number(),
  inFlight: z.number(),
  balanced: z.boolean(),
});

const DOING = 'ask the store how it is';

/**
 * An error of the server is an answer here: the store is there, and not well. Any other is not the store's.
 *
 * @throws CommandFailure (unreachable) when nothing answers there
 */
export async function askHealth(api: StoreApi): Promise<StoreState> {
  const [live, ready] = await Promise.all([
    api.answered(DOING, api.client.GET('/health/live')),
    api.answered(DOING, api.client.GET('/health/ready')),
  ]);
  for (const answer of [live, ready]) {
    if (answer.response.status >= 400 && answer.response.status < 500) throw api.refused(DOING, answer);
  }
  const checks = health.safeParse(ready.data ?? ready.error).data?.checks ?? {};
  const failing = Object.entries(checks).flatMap(([name, reports]) =>
    reports.filter(({ status }) => status !== 'pass').map(({ output }) => `${name}: ${output}`),
  );
  return { live: live.response.ok, ready: ready.response.ok, failing };
}

/** @throws CommandFailure when the API refuses, or the store of Sitrep is not there */
export async function askLedger(api: StoreApi): Promise<LedgerState> {
  return api.checked('read the ledger', ledger, api.client.GET('/v1/ledger'));
}
