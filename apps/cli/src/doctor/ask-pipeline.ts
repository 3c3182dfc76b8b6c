import { z } from 'zod';

import type { SeenPipeline, SeenProof } from '../domain/diagnosis.js';
import type { StoreApi } from '../io/api.js';

/** Checked although it is typed: what answers there may be another program, or another version. */
const pipeline = z.object({
  kafka: z.object({ answers: z.boolean() }),
  database: z.object({ answers: z.boolean(), pendingMigrations: z.array(z.string()).nullable() }),
  groups: z.array(z.object({ group: z.string(), members: z.number(), lag: z.number(), oldestSeconds: z.number() })),
  instances: z.array(z.object({ instanceId: z.string(), state: z.string(), detail: z.string() })),
  deadLetters: z.array(z.object({ open: z.number() })).nullable(),
});
const proof = z.object({
  verdict: z.string(),
  provenAt: z.string(),
  equations: z.array(
    z.object({ id: z.string(), says: z.string(), verdict: z.string(), exceptions: z.number().nullable() }),
  ),
});

/** What the store says; or the status that it answered with instead. */
export type Told<T> = { readonly seen: T } | { readonly status: number };

/** @throws CommandFailure (unreachable) when the store of Sitrep is not there */
export async function askPipeline(api: StoreApi): Promise<Told<SeenPipeline>> {
  return read(api, pipeline, await api.answered(api.client.GET('/v1/pipeline')));
}

/** @throws CommandFailure (unreachable) when the store of Sitrep is not there */
export async function askProof(api: StoreApi): Promise<Told<SeenProof>> {
  return read(api, proof, await api.answered(api.client.GET('/v1/ledger/proof')));
}

function read<T>(api: StoreApi, schema: z.ZodType<T>, answer: Awaited<ReturnType<StoreApi['answered']>>): Told<T> {
  const { data, response } = answer;
  if (!response.ok) return { status: response.status };
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw api.unreachable('what answers there is not the store of Sitrep');
  return { seen: parsed.data };
}
