/** What a sentence chiefly reports, in the order in which the labels are shown everywhere. */
export const LABELS = ['military', 'diplomatic', 'humanitarian'] as const;

/** One of {@link LABELS}. */
export type Label = (typeof LABELS)[number];

/** ISO 8601, UTC. */
type Instant = string;

/** A word that decided. Offsets are UTF-16 code units in the sentence; a weight below 0 speaks against the label. */
export interface Evidence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** A sentence of an article as the API gives it. Label and all that belongs to it are null until a label has come. */
export interface ArticleSentence {
  readonly sentenceId: string;
  readonly index: number;
  /** UTF-16 code units into the text of the revision, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly overlong: boolean;
  readonly label: Label | null;
  readonly confidence: number | null;
  readonly scores: Readonly<Record<Label, number>> | null;
  readonly none: number | null;
  readonly needsReview: boolean | null;
  readonly evidence: readonly Evidence[];
  readonly modelVersion: string | null;
  readonly labelledAt: Instant | null;
  readonly corrected: boolean;
  readonly storedAt: Instant;
}

/** A sentence in a list, with a little of its article. */
export interface Sentence extends ArticleSentence {
  readonly articleId: string;
  readonly revision: string;
  readonly article: {
    readonly title: string | null;
    readonly source: string | null;
    readonly url: string | null;
    readonly publishedAt: Instant | null;
  };
}

/** An article in a list. */
export interface ArticleItem {
  readonly articleId: string;
  readonly revision: string;
  readonly title: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly author: string | null;
  readonly publishedAt: Instant | null;
  readonly language: string | null;
  readonly sentenceCount: number;
  readonly receivedAt: Instant;
  readonly storedAt: Instant;
}

type RevisionState = 'current' | 'superseded' | 'retracted';

/** One revision of an article with its text and the sentences that have come so far. */
export interface Article extends ArticleItem {
  readonly state: RevisionState;
  readonly text: string;
  readonly origin: { readonly topic: string; readonly partition: number; readonly offset: number };
  readonly revisions: readonly {
    readonly revision: string;
    readonly state: RevisionState;
    readonly sentenceCount: number;
    readonly receivedAt: Instant;
    readonly storedAt: Instant;
  }[];
  readonly sentences: readonly ArticleSentence[];
}

/** Whether all sentences are accounted for: split = stored + deadLettered + inFlight. */
export interface Balance {
  readonly split: number;
  readonly labelled: number;
  readonly stored: number;
  readonly deadLettered: number;
  readonly inFlight: number;
  readonly balanced: boolean;
}

/** The ledger of everything. */
export interface Ledger extends Balance {
  readonly records: {
    readonly received: number;
    readonly split: number;
    readonly retracted: number;
    readonly rejected: number;
  };
}

/** The ledger of one article, in total and by revision. */
export interface ArticleLedger extends Balance {
  readonly articleId: string;
  readonly revisions: readonly (Balance & { readonly revision: string; readonly announced: boolean })[];
}

/** One page of a list; `next` is left out on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** What the store says of itself. */
export interface Health {
  readonly status: 'pass' | 'warn' | 'fail';
  readonly checks?: Readonly<Record<string, readonly { readonly status: string; readonly output?: string }[]>>;
}
