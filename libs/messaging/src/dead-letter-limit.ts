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

const MEMO = /^dead-letters (\d{1,9}) (\d{1,6}) ([\w-]*)$/;

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

  /**
   * Goes on from what {@link memo} said. A memo that is none of ours is as good as none: it begins anew.
   *
   * @param memo undefined: there is nothing before
   */
  static restore(memo: string | undefined, options?: DeadLetterLimitOptions): DeadLetterLimit {
    const limit = new DeadLetterLimit(options);
    const [, run = '', looked = '', bits = ''] = MEMO.exec(memo ?? '') ?? [];
    const bytes = Buffer.from(bits, 'base64url');
    const seen = Math.min(Number(looked), 8 * bytes.length || Number(looked));
    // Of a wider window the last records count.
    for (let at = Math.max(0, seen - limit.rejected.length); at < seen; at++) {
      limit.observe(((bytes[at >> 3] ?? 0) & (1 << (at & 7))) !== 0);
    }
    limit.consecutive = Math.max(limit.consecutive, Number(run));
    return limit;
  }

  /** All that the limit knows, in some 180 visible characters at most for a window of 1,000. */
  memo(): string {
    const looked = Math.min(this.seen, this.rejected.length);
    const bits = Buffer.alloc(this.rejectedInWindow === 0 ? 0 : Math.ceil(looked / 8));
    for (let at = 0; at < looked && bits.length > 0; at++) {
      const verdict = this.rejected[(this.seen - looked + at) % this.rejected.length] ?? 0;
      bits[at >> 3] = (bits[at >> 3] ?? 0) | (verdict << (at & 7));
    }
    return `dead-letters ${this.consecutive} ${looked} ${bits.toString('base64url')}`;
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
