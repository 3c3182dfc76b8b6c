import { startTestDatabase, type TestDatabase } from '@sitrep/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { AdvisoryLead } from './advisory-lead.js';
import { createDataSource } from './data-source.js';

describe('AdvisoryLead', () => {
  let postgres: TestDatabase;
  let sources: DataSource[];
  const leads = (): AdvisoryLead[] => sources.map((source) => new AdvisoryLead(source));

  beforeAll(async () => {
    postgres = await startTestDatabase(process.env);
    sources = [0, 1].map(() => createDataSource({ databaseUrl: postgres.databaseUrl, purpose: 'background', size: 2 }));
    await Promise.all(sources.map((source) => source.initialize()));
  });
  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await postgres.stop();
  });

  it('is one store’s at a time, for each name, and the next one’s when the work has ended or failed', async () => {
    const [one, other] = leads() as [AdvisoryLead, AdvisoryLead];
    const inside = await one.tryHold('sweep', async () => [
      await other.tryHold('sweep', async () => 'taken'),
      await other.tryHold('count', async () => 'free'),
    ]);
    expect(inside).toEqual([undefined, 'free']);
    await expect(one.tryHold('sweep', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    expect(await other.tryHold('sweep', async () => 'free')).toBe('free');
  });

  it('is free when its holder has lost the database', async () => {
    const [one, other] = leads() as [AdvisoryLead, AdvisoryLead];
    const held = one.tryHold('sweep', async () => {
      await postgres.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'`);
      return other.tryHold('sweep', async () => 'free');
    });
    // What was done is done; that the lead was lost is told.
    await expect(held).rejects.toThrow(/terminat|released/);
    // The server ends a terminated connection in its own time.
    await expect.poll(() => other.tryHold('sweep', async () => 'free'), { timeout: 30_000 }).toBe('free');
  });
});
