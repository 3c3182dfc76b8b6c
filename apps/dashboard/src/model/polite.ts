/** How long nothing more is said after something was: lists change every second, and nobody can listen to that. */
const QUIET_MS = 30_000;

/** How long to wait with what is to be said. @param last when something was said, in milliseconds */
export const waitMs = (last: number | undefined, now: number): number =>
  last === undefined ? 0 : Math.max(0, last + QUIET_MS - now);
