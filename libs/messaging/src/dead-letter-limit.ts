/** When dead-lettering must stop. */
export interface DeadLetterLimitOptions {
  /** Rejected records in a row. Default 100: a replayed burst of bad test data stays below it. */
  readonly maxConsecutive?: number;
  /** Part of the window that may be rejected, 0 to 1. Default 0.5. */
  readonly maxRatio?: number;
  /** The last so many records are looked at. Default 1,000. */
  readonly window?: number;
  /** The ratio is judged from so many records on. Default 200: a burst of test data at the very start says little. */
  readonly minRecords?: number;
}

const DEFAULTS = { maxConsecutive: 100, maxRatio: 0.5, window: 1_000, minRecords: 200 };

/**
 * Knows when so many records were rejected that the service, or its producer, is at fault and not the records. (The two
 * measures are those of Sentry's arroyo: a ratio and a run.)
 */
export class DeadLetterLimit {
  private readonly options: Required<DeadLetterLimitOptions>;
  private readonly rejected: Uint8Array;
  private seen = 0;
  private rejectedInWindow = 0;
  private consecutive = 0;

  constructor(options: DeadLetterLimitOptions = {}) {
    this.options = { ...DEFAULTS, ...options };
    this.rejected = new Uint8Array(this.options.window);
  }

  /** Takes note of one record more. */
  observe(isRejected: boolean): void {
    const at = this.seen % this.rejected.length;
    this.rejectedInWindow += Number(isRejected) - (this.rejected[at] ?? 0);
    this.rejected[at] = Number(isRejected);
    this.seen++;
    this.consecutive = isRejected ? this.consecutive + 1 : 0;
  }

  /** One sentence that says which limit is passed, or undefined. */
  exceeded(): string | undefined {
    const { maxConsecutive, maxRatio, minRecords } = this.options;
    if (this.consecutive > maxConsecutive) {
      return `More than ${maxConsecutive} records in a row were rejected.`;
    }
    const looked = Math.min(this.seen, this.rejected.length);
    if (looked >= minRecords && this.rejectedInWindow > maxRatio * looked) {
      return `${this.rejectedInWindow} of the last ${looked} records were rejected; the limit is ${maxRatio * 100} %.`;
    }
    return undefined;
  }

  /** An independent copy: what may yet be tried again is counted there first. */
  copy(): DeadLetterLimit {
    const copy = new DeadLetterLimit(this.options);
    copy.rejected.set(this.rejected);
    copy.seen = this.seen;
    copy.rejectedInWindow = this.rejectedInWindow;
    copy.consecutive = this.consecutive;
    return copy;
  }
}
