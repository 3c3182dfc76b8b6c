const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait after so many failures in a row: twice as long each time, up to half a minute, and never the same for
 * all the pages that lost one store.
 *
 * @param chance from 0 to 1
 */
export const backOffMs = (failures: number, chance: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** failures) * (0.5 + chance / 2);
