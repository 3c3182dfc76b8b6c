import { z } from 'zod';

import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import type { LedgerState, StoreState } from '../domain/judge-status.js';
import type { StoreApi } from '../io/api.js';

const health = z.object({
  checks: z.record(z.string(), z.array(z.object({ status: z.string(), output: z.string().default('') }))),
});
/** Checked although it is typed: what answers there may be another program. */
const ledger = z.object({
  split: z.number(),
  labelled: z.number(),
  stored: z.number(),
  deadLettered: z.number(),
  inFlight: z.number(),
  balanced: z.boolean(),
});

/** @throws CommandFailure (unreachable) when nothing answers there */
export async function askHealth(api: StoreApi): Promise<StoreState> {
  const [live, ready] = await Promise.all([
    api.answered(api.client.GET('/health/live')),
    api.answered(api.client.GET('/health/ready')),
  ]);
  for (const { response } of [live, ready]) checkIsStore(api, response);
  const checks = health.safeParse(ready.data ?? ready.error).data?.checks ?? {};
  const failing = Object.entries(checks).flatMap(([name, reports]) =>
    reports.filter(({ status }) => status !== 'pass').map(({ output }) => `${name}: ${output}`),
  );
  return { live: live.response.ok, ready: ready.response.ok, failing };
}

/** The ledger; undefined when the store cannot tell now (its database is away). */
export async function askLedger(api: StoreApi): Promise<LedgerState | undefined> {
  const { data, response } = await api.answered(api.client.GET('/v1/ledger'));
  checkIsStore(api, response);
  if (!response.ok) return undefined;
  const read = ledger.safeParse(data);
  if (!read.success) throw api.unreachable('what answers there is not the store of Sitrep');
  return read.data;
}

/** An error of the server is an answer: the store is there, and not well. Any other is not the store's. */
function checkIsStore(api: StoreApi, { status, url }: Response): void {
  if (status === 401 || status === 403) {
    throw new CommandFailure(EXIT.usage, `The API at ${api.url} needs a key with the scope read: set SITREP_KEY.`);
  }
  if (status >= 400 && status < 500) throw api.unreachable(`it answered ${status} to ${new URL(url).pathname}`);
}
