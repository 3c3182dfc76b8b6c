import { Logger } from '@nestjs/common';

import type { BackgroundJob } from '../background/background-job.js';
import { alarmOf } from '../domain/alert-rule.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { QuestionTooLong } from '../ports.js';
import type { SavedSearch, SearchRepository, StoredCounter } from './saved-search.js';

/** Looks at every saved search with rules, and gives alarm or ends it. */
export class WatchSearchesJob implements BackgroundJob {
  readonly name = 'watch-searches';
  readonly restMs = 30_000;
  private readonly logger = new Logger(WatchSearchesJob.name);

  constructor(
    private readonly searches: SearchRepository,
    private readonly counter: StoredCounter,
    private readonly readFilter: (query: string) => SentenceFilter,
    /** Milliseconds since 1970. */
    private readonly clock: () => number,
  ) {}

  async run(signal: AbortSignal): Promise<boolean> {
    for (const search of await this.searches.all()) {
      if (signal.aborted) return false;
      await this.watch(search);
    }
    return false;
  }

  private async watch(search: SavedSearch): Promise<void> {
    const filter = this.readFilter(search.filter);
    for (const [nth, rule] of search.rules.entries()) {
      try {
        const now = this.clock();
        const alarm = alarmOf(rule, await this.counter.stored(filter, rule, now));
        await this.searches.setAlarm(search, nth, alarm, new Date(now));
      } catch (error) {
        // A filter that is too broad to be counted in time does not keep the others from their turn.
        if (!(error instanceof QuestionTooLong)) throw error;
        this.logger.warn(`The saved search ${search.id} takes too long to count, and is not watched.`);
      }
    }
  }
}
