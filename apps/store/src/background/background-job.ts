/** Work that goes on beside the pipeline: in one store at a time, again and again, for as long as the store runs. */
export interface BackgroundJob {
  /** Names the lead that a store takes to do it, and the job in logs and metrics; kebab-case. */
  readonly name: string;
  /** How long it rests when there is nothing to do. */
  readonly restMs: number;
  /**
   * Does a bounded piece of the work, a few seconds of it at most. What it did must be safe to do again: a store may
   * die at any point of it, and another goes on.
   *
   * @param signal aborted when the store ends
   * @returns whether there is more to do at once
   */
  run(signal: AbortSignal): Promise<boolean>;
}

/** Lets one store at a time do a job. */
export interface Lead {
  /**
   * Does the work if nobody else holds the lead of this name; it is given back when the work ends, or its holder dies.
   *
   * @returns what the work returned; undefined when somebody else holds the lead
   */
  tryHold<Result>(name: string, work: () => Promise<Result>): Promise<Result | undefined>;
}
