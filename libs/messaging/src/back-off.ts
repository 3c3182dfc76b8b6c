/** Doubling from 200 ms, never above 5 s: an outage of a second costs a second, and one of an hour no hammering. */
const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/**
 * How long to wait before the next attempt, in milliseconds: exponential, with jitter between half and all of it, so
 * that many instances do not come back at once.
 *
 * @param attempt 1 after the first failure
 * @param random from 0 up to 1
 */
export function backOffMs(attempt: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
  return Math.round(full * (0.5 + random / 2));
}
