/** Where a group and the end of its partition stood at a moment. */
export interface Standing {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Next offset that the group will consume. */
  readonly next: number;
  /** Offset that the next record will get. */
  readonly high: number;
}

/** Records a second that came and that were done; undefined until there are two moments to compare. */
export interface ProgressRate {
  readonly inPerSecond: number | undefined;
  readonly outPerSecond: number | undefined;
}

/** How long a rate looks back: long enough to be steady, short enough to be of now. */
const WINDOW_MS = 60_000;

/** Adds a moment and forgets those before the window. An offset that fell (a topic made anew, a replay) begins anew. */
export function withStanding(standings: readonly Standing[], standing: Standing): readonly Standing[] {
  const last = standings.at(-1);
  if (last !== undefined && (standing.high < last.high || standing.next < last.next)) return [standing];
  const inWindow = standings.filter(({ at }) => at >= standing.at - WINDOW_MS);
  return [...inWindow, standing];
}

/** The rate over the moments. */
export function rateOf(standings: readonly Standing[]): ProgressRate {
  const [first] = standings;
  const last = standings.at(-1);
  if (first === undefined || last === undefined || last.at <= first.at) {
    return { inPerSecond: undefined, outPerSecond: undefined };
  }
  const seconds = (last.at - first.at) / 1000;
  return { inPerSecond: (last.high - first.high) / seconds, outPerSecond: (last.next - first.next) / seconds };
}
