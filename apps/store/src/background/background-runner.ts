import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { type Logger, metrics } from '@sitrep/observability';

import type { BackgroundJob, Lead } from './background-job.js';

/** What waits, and what time it takes. Injected, so that tests need no time. */
export type Rest = (ms: number, signal: AbortSignal) => Promise<void>;

/** A job that fails is tried again after 1 s, then 2 s, … but never after more than 60 s. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

/** Runs background jobs side by side while the application is up. One that fails rests, is logged, and is tried again. */
export class BackgroundRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ending = new AbortController();
  private running: Promise<unknown> | undefined;

  constructor(
    private readonly jobs: readonly BackgroundJob[],
    private readonly lead: Lead,
    private readonly logger: Logger,
    private readonly rest: Rest,
  ) {}

  onApplicationBootstrap(): void {
    this.running = Promise.all(this.jobs.map((job) => this.repeat(job)));
  }

  /** Resolves when the pieces under way have ended: the database is closed after that. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async repeat(job: BackgroundJob): Promise<void> {
    const { signal } = this.ending;
    for (let failures = 0; !signal.aborted;) {
      const outcome = await this.attempt(job);
      failures = outcome === 'failed' ? failures + 1 : 0;
      if (outcome === 'more') continue;
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);
      await this.rest(outcome === 'failed' ? retryMs : job.restMs, signal);
    }
  }

  private async attempt(job: BackgroundJob): Promise<'more' | 'done' | 'failed'> {
    try {
      const hasMore = await this.lead.tryHold(job.name, () => job.run(this.ending.signal));
      return hasMore === true ? 'more' : 'done';
    } catch (error) {
      metrics.backgroundFailures.inc({ job: job.name });
      this.logger.error({ err: error, job: job.name }, 'a background job failed, and is tried again');
      return 'failed';
    }
  }
}
