import { type Clock, CLOCKS } from './clock.js';
import type { SentenceFilter } from './sentence-filter.js';

/** What a list of sentences can be sorted by. What has no such value is not in the list. */
export const SORTS = [...CLOCKS, 'confidence'] as const;

/** One of {@link SORTS}. */
export type Sort = (typeof SORTS)[number];

/** The order of a list of sentences; of equal ones those stored last come first in `desc`, and last in `asc`. */
export interface SentenceOrder {
  readonly by: Sort;
  readonly order: 'asc' | 'desc';
}

/** What was asked about the order; the clock is that of `from` and `to`. */
export interface AskedOrder {
  readonly sort?: Sort | undefined;
  readonly order?: SentenceOrder['order'] | undefined;
  readonly clock?: Clock | undefined;
}

/** The order of a list: by what was asked for, else by the clock that was named, else by when sentences were stored. */
export function orderOf({ sort, order, clock }: AskedOrder): SentenceOrder {
  return { by: sort ?? clock ?? 'stored', order: order ?? 'desc' };
}

/**
 * What the database may believe wrongly of a list, and think that a page of it is soon found: it takes words for
 * independent of each other, and one clock for independent of another.
 */
export function mayMislead({ q, ...filter }: SentenceFilter, by: Sort): 'clocks' | 'words' | undefined {
  if ((filter.from ?? filter.to) !== undefined && filter.clock !== by) return 'clocks';
  return q !== undefined && !/^[\p{L}\p{N}]+$/u.test(q) ? 'words' : undefined;
}

/** What to ask differently when a question takes too long, the most helpful first; at least one. */
export function howToNarrow(filter: SentenceFilter, by: Sort | undefined, isCounted: boolean): readonly string[] {
  const { clock, from, to, q } = filter;
  const hints = [
    isCounted && 'ask with count=estimate, or without count',
    clock === undefined && 'give from and to',
    clock !== undefined && by !== undefined && by !== clock && `sort by ${clock}, the clock of from and to`,
    clock !== undefined && (from === undefined || to === undefined) && 'give both from and to',
    q !== undefined && 'search for rarer words, or for more of them',
  ].filter((hint) => hint !== false);
  return hints.length > 0 ? hints : ['give from and to that are nearer to each other'];
}
