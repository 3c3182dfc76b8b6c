import { z } from 'zod';

import type { SeenPipeline, SeenProof } from '../domain/diagnosis.js';
import type { StoreApi } from '../io/api.js';

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

/** @throws CommandFailure when the API refuses, or the store of Sitrep is not there */
export async function askPipeline(api: StoreApi): Promise<SeenPipeline> {
  return api.checked('read how the pipeline is', pipeline, api.client.GET('/v1/pipeline'));
}

/** @throws CommandFailure when the API refuses, or the store of Sitrep is not there */
export async function askProof(api: StoreApi): Promise<SeenProof> {
  return api.checked('read the proof of the ledger', proof, api.client.GET('/v1/ledger/proof'));
}
