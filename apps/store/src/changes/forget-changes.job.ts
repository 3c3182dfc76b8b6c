import type { BackgroundJob } from '../background/background-job.js';

/** What can forget. */
interface Forgetful {
  /** @returns whether there may be more */
  forgetSome(olderThanSeconds: number): Promise<boolean>;
}

const SECONDS_AN_HOUR = 3_600;

/** Keeps the change feed as long as it is to be kept. */
export class ForgetChangesJob implements BackgroundJob {
  readonly name = 'forget-changes';
  readonly restMs = 60_000;

  constructor(
    private readonly changes: Forgetful,
    private readonly keptHours: number,
  ) {}

  run(): Promise<boolean> {
    return this.changes.forgetSome(this.keptHours * SECONDS_AN_HOUR);
  }
}
