/**
 * Spreads work over time: says how long to pause so that on average no more is done than the rate allows. What was not
 * done while the work stood still is not made up for.
 */
export class Throttle {
  private free: number;

  /** @param now milliseconds, of a clock that only goes forward */
  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.free = now;
  }

  /** To be told of work before it is done. @returns milliseconds to pause before doing it */
  pauseFor(items: number, now: number): number {
    const start = Math.max(this.free, now);
    this.free = start + (items / this.perSecond) * 1_000;
    return start - now;
  }
}
