/** A count that only grows, and when it was read (milliseconds). */
export interface Reading {
  readonly at: number;
  readonly total: number;
}

/**
 * Adds a reading and forgets those older than the window, but for the last before it, which the window begins with.
 * A total that fell (the tables were emptied) begins anew.
 */
export function withReading(readings: readonly Reading[], reading: Reading, windowMs: number): readonly Reading[] {
  const last = readings.at(-1);
  if (last !== undefined && reading.total < last.total) return [reading];
  const begin = reading.at - windowMs;
  const firstInside = readings.findIndex(({ at }) => at > begin);
  const kept = firstInside === -1 ? readings.slice(-1) : readings.slice(Math.max(0, firstInside - 1));
  return [...kept, reading];
}

/** Growth a second over all readings; undefined when there are fewer than two moments to compare. */
export function perSecond(readings: readonly Reading[]): number | undefined {
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined || last.at <= first.at) return undefined;
  return ((last.total - first.total) * 1000) / (last.at - first.at);
}

/** Growth a second between each reading and the one before it. */
export function steps(readings: readonly Reading[]): readonly number[] {
  return readings.slice(1).map((reading, nth) => perSecond([readings[nth] ?? reading, reading]) ?? 0);
}
