/** What was counted for one revision of an article. */
export interface RevisionCounts {
  readonly articleId: string;
  readonly revision: string;
  /** Sentences that the manifest announces; null when there is no manifest. */
  readonly split: number | null;
  /** Sentences in the database with a label that counts. */
  readonly stored: number;
  /** Distinct sentences in the dead letters, of whatever topic, that are not stored. */
  readonly dead: number;
  /** Of these, those that the store itself rejected: they had left the classifier. */
  readonly deadLabelled: number;
}

/** Where the sentences are. */
export interface Balance {
  readonly split: number;
  readonly labelled: number;
  readonly stored: number;
  readonly deadLettered: number;
  readonly inFlight: number;
  readonly balanced: boolean;
}

/** The balance of a revision: every sentence that was announced is stored or in the dead letters, and no other is. */
export function balanceOf({
  split,
  stored,
  dead,
  deadLabelled,
}: Omit<RevisionCounts, 'articleId' | 'revision'>): Balance {
  const inFlight = (split ?? 0) - stored - dead;
  return {
    split: split ?? 0,
    labelled: stored + deadLabelled,
    stored,
    deadLettered: dead,
    inFlight,
    balanced: split !== null && inFlight === 0,
  };
}

/** The balance of several revisions. Balanced only where each of them is: what one lacks, another cannot make up for. */
export function sumOf(balances: readonly Balance[]): Balance {
  const total = (count: (balance: Balance) => number): number =>
    balances.reduce((sum, balance) => sum + count(balance), 0);
  return {
    split: total(({ split }) => split),
    labelled: total(({ labelled }) => labelled),
    stored: total(({ stored }) => stored),
    deadLettered: total(({ deadLettered }) => deadLettered),
    inFlight: total(({ inFlight }) => inFlight),
    balanced: balances.every(({ balanced }) => balanced),
  };
}
