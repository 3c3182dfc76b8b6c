import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { pause } from '@sitrep/messaging';
import pg from 'pg';

import { Bell } from '../changes/bell.js';
import type { ChangeSignal } from '../changes/change-hub.js';

const LISTEN = 'listen sitrep_change';
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/**
 * Hears from Postgres when something was committed that changes sentences. The connection is its own: it only listens,
 * and when it breaks another one is made. What is missed meanwhile is found by those who ask by themselves.
 */
export class PostgresSignal implements ChangeSignal, OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PostgresSignal.name);
  private readonly bell = new Bell();
  private readonly ending = new AbortController();
  private listening: Promise<void> | undefined;

  constructor(private readonly databaseUrl: string) {}

  wait(ms: number, signal: AbortSignal): Promise<void> {
    return this.bell.wait(ms, signal);
  }

  onApplicationBootstrap(): void {
    this.listening = this.listen();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.listening;
  }

  private async listen(): Promise<void> {
    const { signal } = this.ending;
    for (let failures = 0; !signal.aborted;) {
      failures = (await this.listenOnce()) ? 1 : failures + 1;
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
      await pause(retryMs, signal);
    }
  }

  /** Listens until the connection breaks. @returns whether there was one */
  private async listenOnce(): Promise<boolean> {
    const { signal } = this.ending;
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'sitrep-store-listen',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    });
    const { promise: broken, resolve: end } = Promise.withResolvers<void>();
    client.on('notification', () => this.bell.ring());
    // Without a listener a broken connection ends the process.
    client.on('error', (error) => {
      if (!signal.aborted) this.warn(error);
      end();
    });
    client.on('end', end);
    signal.addEventListener('abort', () => end(), { once: true });
    try {
      await client.connect();
      await client.query(LISTEN);
      // What came before the listening began is asked for now.
      this.bell.ring();
      await broken;
      return true;
    } catch (error) {
      this.warn(error);
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private warn(error: unknown): void {
    this.logger.warn(`The database gives no signs of changes, and is asked instead. ${String(error)}`);
  }
}
