import { type Measurement, metrics } from '@sitrep/observability';

import { balanceOf } from '../domain/ledger.js';
import type { Database } from './database.js';
import { LedgerReader } from './ledger-reader.js';
import { OpenDeadLettersReader } from './open-dead-letters.js';
import { Reader } from './reader.js';

/** Several scrapers, or a short interval, must not make the database count again and again. */
const COUNT_EVERY_MS = 5_000;

/** How the pools of connections are used. */
class PoolMeasurement implements Measurement {
  constructor(private readonly database: Pick<Database, 'poolUse'>) {}

  measure(): Promise<void> {
    for (const { pool, size, used, idle, waiting } of this.database.poolUse()) {
      metrics.poolSize.set({ pool }, size);
      metrics.poolConnections.set({ pool, state: 'used' }, used);
      metrics.poolConnections.set({ pool, state: 'idle' }, idle);
      metrics.poolWaiting.set({ pool }, waiting);
    }
    return Promise.resolve();
  }
}

/** The ledger and the open dead letters. While the database is away they are left out: an old figure would be a lie. */
export class LedgerMeasurement implements Measurement {
  private countedAt = Number.NEGATIVE_INFINITY;
  private counting: Promise<void> | undefined;

  constructor(
    private readonly ledger: Pick<LedgerReader, 'total'>,
    private readonly deadLetters: Pick<OpenDeadLettersReader, 'openCounts'>,
  ) {}

  measure(): Promise<void> {
    if (performance.now() - this.countedAt < COUNT_EVERY_MS) return Promise.resolve();
    this.counting ??= this.count().finally(() => (this.counting = undefined));
    return this.counting;
  }

  private async count(): Promise<void> {
    const gauges = [metrics.ledgerSentences, metrics.ledgerRecords, metrics.deadLettersOpen];
    try {
      const [{ counts, openRevisions, records }, open] = await Promise.all([
        this.ledger.total(),
        this.deadLetters.openCounts(),
      ]);
      for (const gauge of gauges) gauge.reset();
      const { split, stored, deadLettered, inFlight } = balanceOf(counts);
      const places = { split, stored, dead_lettered: deadLettered, in_flight: inFlight };
      for (const [place, value] of Object.entries(places)) metrics.ledgerSentences.set({ place }, value);
      for (const [outcome, value] of Object.entries(records)) metrics.ledgerRecords.set({ outcome }, value);
      for (const { topic, code, open: value } of open) metrics.deadLettersOpen.set({ topic, code }, value);
      metrics.ledgerOpenRevisions.set(openRevisions);
      this.countedAt = performance.now();
    } catch {
      for (const gauge of gauges) gauge.reset();
      metrics.ledgerOpenRevisions.set(Number.NaN);
    }
  }
}

/** What the database tells at each scrape. */
export function measurementsOf(database: Database): readonly Measurement[] {
  const reader = new Reader(database.reader);
  return [
    new PoolMeasurement(database),
    new LedgerMeasurement(new LedgerReader(reader), new OpenDeadLettersReader(reader)),
  ];
}
