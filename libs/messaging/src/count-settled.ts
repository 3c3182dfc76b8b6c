import { metrics } from '@sitrep/observability';
import type { Outcome } from '@sitrep/pipeline';

import type { RecordBatch } from './record-batch.js';

/** Brings a settled part of a batch into the metrics. */
export function countSettled(
  { stage, group }: { readonly stage: string; readonly group: string },
  batch: RecordBatch,
  decisions: readonly Outcome[],
  beganAt: number,
  now: number,
): void {
  if (decisions.length === 0) return;
  const counts = new Map<string, { readonly outcome: string; readonly reason: string; count: number }>();
  for (const decision of decisions) {
    const reason = decision.kind === 'drop' ? decision.reason : decision.kind === 'reject' ? decision.code : '';
    const known = counts.get(`${decision.kind} ${reason}`);
    if (known === undefined) counts.set(`${decision.kind} ${reason}`, { outcome: decision.kind, reason, count: 1 });
    else known.count++;
  }
  for (const { outcome, reason, count } of counts.values()) metrics.records.inc({ stage, outcome, reason }, count);
  metrics.lastProgress.set({ group }, now / 1000);
  metrics.batchSeconds.observe({ stage }, (performance.now() - beganAt) / 1000);
  const age = metrics.eventAgeSeconds.labels({ stage });
  for (const { timestamp } of batch.records.slice(0, decisions.length))
    age.observe(Math.max(0, now - timestamp) / 1000);
}
