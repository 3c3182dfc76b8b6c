import type { BackgroundJob } from './background-job.js';

/** Folds changes into the roll-ups of the counts. */
export interface ChangeFolder {
  /** Folds up to so many changes in one transaction. @returns how many it were */
  fold(limit: number): Promise<number>;
}

/** Some tens of milliseconds of work. */
const AT_ONCE = 1_000;

/** Keeps the roll-ups close behind the sentences. Counts are right without it, and read more slowly. */
export class FoldCountsJob implements BackgroundJob {
  readonly name = 'fold-counts';
  readonly restMs = 1_000;

  constructor(private readonly changes: ChangeFolder) {}

  async run(): Promise<boolean> {
    return (await this.changes.fold(AT_ONCE)) === AT_ONCE;
  }
}
