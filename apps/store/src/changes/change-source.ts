import type { FeedPosition } from '../domain/feed-position.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import type { Sentence } from '../answers/article-answers.js';

/**
 * What happened to a sentence. `described`: its article is said to be of another source, language or time; `current`: its
 * text became the one that counts; `superseded`, `retracted`: it is so no longer.
 */
export const CHANGE_KINDS = [
  'stored',
  'labelled',
  'corrected',
  'described',
  'current',
  'superseded',
  'retracted',
] as const;

/** One of {@link CHANGE_KINDS}. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One change, and the sentence as it reads now: later changes may be in it already, and follow. */
export interface Change {
  readonly position: FeedPosition;
  /** When it was committed. */
  readonly at: Date;
  readonly kind: ChangeKind;
  /** What counted from then on. */
  readonly label: Sentence['label'];
  /** What counted before. */
  readonly oldLabel: Sentence['label'];
  /** Whether its text was the current one from then on. */
  readonly current: boolean;
  /** The sentence passes the filter now. */
  readonly matches: boolean;
  readonly sentence: Sentence;
}

/** Which part of the feed is wanted. */
export interface ChangePageRequest {
  readonly after: FeedPosition;
  readonly limit: number;
  /** Left out: every change. Else those of sentences that pass, or may have passed before. */
  readonly filter?: SentenceFilter | undefined;
}

/** A part of the feed. */
export interface ChangePage {
  readonly changes: readonly Change[];
  /** Where to go on from. */
  readonly next: FeedPosition;
  /** There was nothing after `next`. */
  readonly caughtUp: boolean;
}

/** The change feed. What has a position is there for good, and nothing is ever committed before it. */
export interface ChangeSource {
  /** The place of the last change. */
  latest(): Promise<FeedPosition>;
  /** The place before the first change that is still known. */
  earliest(): Promise<FeedPosition>;
  /**
   * The changes after a place, in their order. With a filter a page may have fewer than there are, or none: `next` goes
   * on all the same.
   *
   * @throws PositionGone, DatabaseUnavailable
   */
  page(request: ChangePageRequest): Promise<ChangePage>;
  /** Which of these changes are wanted, and whether their sentences pass the filter now: the same rule as for a page. */
  sift(changes: readonly Change[], filter: SentenceFilter): Promise<readonly Change[]>;
}

/** The feed does not go back to this position any more, or never came to it. */
export class PositionGone extends Error {
  override readonly name = 'PositionGone';

  constructor(readonly reason: 'forgotten' | 'never-given') {
    super(reason);
  }
}
