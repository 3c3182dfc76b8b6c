const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;
/** About half a day of trying. */
const MOST_FAILURES = 20;

/** What follows from a failure. */
export type Retry = { readonly kind: 'again'; readonly afterMs: number } | { readonly kind: 'never' };

/**
 * When to try again after so many failures in a row: 5 s, 10 s, 20 s, … an hour, and after 20 of them never.
 *
 * @param failures this one included
 * @param chance from 0 to 1; it spreads what would come at once
 */
export function retryOf(failures: number, chance: number): Retry {
  if (failures >= MOST_FAILURES) return { kind: 'never' };
  const full = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  return { kind: 'again', afterMs: Math.round(full * (0.75 + chance / 4)) };
}
