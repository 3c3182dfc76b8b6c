/** A place in the change feed: the commit, and the step within it. Both grow, and have gaps. */
export interface FeedPosition {
  readonly commit: number;
  readonly step: number;
}

/** Before everything that ever changed. */
export const FEED_START: FeedPosition = { commit: 0, step: 0 };

/** How a position is written for clients: `12345.17`. */
export function formatPosition({ commit, step }: FeedPosition): string {
  return `${commit}.${step}`;
}

/** Reads what {@link formatPosition} wrote; undefined when it did not. */
export function parsePosition(text: string): FeedPosition | undefined {
  const [, commit, step] = /^(0|[1-9]\d{0,14})\.(0|[1-9]\d{0,14})$/.exec(text) ?? [];
  return commit === undefined || step === undefined ? undefined : { commit: Number(commit), step: Number(step) };
}

/** Below 0 when `one` comes before `other`, 0 when they are the same place. */
export function comparePositions(one: FeedPosition, other: FeedPosition): number {
  return one.commit - other.commit || one.step - other.step;
}
