import { z } from 'zod';

import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import type { LedgerState, StoreState } from '../domain/judge-status.js';

const ANSWER_WITHIN_MS = 10_000;

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

/** @throws CommandFailure (unreachable) when nothing answers there */
export async function askHealth(url: string): Promise<StoreState> {
  const [live, ready] = await Promise.all([ask(url, '/health/live'), ask(url, '/health/ready')]);
  const checks = health.safeParse(ready.body).data?.checks ?? {};
  const failing = Object.entries(checks).flatMap(([name, reports]) =>
    reports.filter(({ status }) => status !== 'pass').map(({ output }) => `${name}: ${output}`),
  );
  return { live: live.ok, ready: ready.ok, failing };
}

/** The ledger; undefined when the store cannot tell now (its database is away). */
export async function askLedger(url: string): Promise<LedgerState | undefined> {
  const { ok, body } = await ask(url, '/v1/ledger');
  if (!ok) return undefined;
  const read = ledger.safeParse(body);
  if (!read.success) throw unreachable(url, 'what answers there is not the store of Sitrep');
  return read.data;
}

async function ask(url: string, path: string): Promise<{ readonly ok: boolean; readonly body: unknown }> {
  try {
    const response = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok && response.status !== 503 && response.status < 500) {
      throw unreachable(url, `it answered ${response.status} to ${path}`);
    }
    return { ok: response.ok, body };
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw unreachable(url, 'nothing answers', error);
  }
}

const unreachable = (url: string, why: string, cause?: unknown): CommandFailure =>
  new CommandFailure(
    EXIT.unreachable,
    `The API is not at ${url} (${why}): start it (\`npm start\`), or set SITREP_URL.`,
    { cause },
  );
