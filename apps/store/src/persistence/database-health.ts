import type { HealthIndicator, HealthReport } from '@sitrep/observability';

import type { Database } from './database.js';
import { sqlFailureOf } from './sql-failure.js';

const PATIENCE_MS = 2_000;

/** Ready when the database answers to both pools. It never asks for a restart: that would not bring a database back. */
export class DatabaseHealth implements HealthIndicator {
  readonly name = 'database';

  constructor(private readonly database: Database) {}

  async check(kind: 'live' | 'ready'): Promise<HealthReport> {
    if (kind === 'live') return { ok: true, detail: 'not asked' };
    const { writer, reader } = this.database;
    try {
      await inTime(Promise.all([writer.query('select 1'), reader.query('select 1')]));
      return { ok: true, detail: 'answers' };
    } catch (error) {
      return { ok: false, detail: `does not answer (${sqlFailureOf(error).kind})` };
    }
  }
}

/** A pool waits longer for a connection than anybody waits for a health check. */
async function inTime(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Error('timeout expired')), PATIENCE_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
