/** What the scorer counted in one or more documents. */
export interface Counts {
  readonly documents: number;
  readonly exact: number;
  /** Boundaries that were found and are right. */
  readonly right: number;
  readonly found: number;
  readonly expected: number;
}

/** Scores as fractions of 1; `exact` is the number of documents whose boundaries are all right and no more. */
export interface Scores {
  readonly documents: number;
  readonly exact: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Nothing counted yet. */
export const NO_COUNTS: Counts = { documents: 0, exact: 0, right: 0, found: 0, expected: 0 };

const BLANKS = /\s+/g;

/**
 * The boundaries of sentences: for each but the last, the index of its last character among the characters of the document
 * that are not blank. Blanks count nowhere, so a splitter may change them.
 */
export function boundariesOf(sentences: readonly string[]): number[] {
  const boundaries: number[] = [];
  let visible = 0;
  for (const sentence of sentences) {
    const length = sentence.replace(BLANKS, '').length;
    if (length === 0) continue;
    visible += length;
    boundaries.push(visible - 1);
  }
  boundaries.pop();
  return boundaries;
}

/** Compares the sentences found in one document with the right ones. */
export function compare(found: readonly string[], expected: readonly string[]): Counts {
  const foundAt = boundariesOf(found);
  const expectedAt = new Set(boundariesOf(expected));
  const right = foundAt.filter((at) => expectedAt.has(at)).length;
  const exact = right === foundAt.length && right === expectedAt.size;
  return { documents: 1, exact: exact ? 1 : 0, right, found: foundAt.length, expected: expectedAt.size };
}

/** Counts of several documents together. */
export function sum(counts: Iterable<Counts>): Counts {
  let total = NO_COUNTS;
  for (const one of counts) {
    total = {
      documents: total.documents + one.documents,
      exact: total.exact + one.exact,
      right: total.right + one.right,
      found: total.found + one.found,
      expected: total.expected + one.expected,
    };
  }
  return total;
}

/** Precision, recall and their harmonic mean over boundaries. Where nothing is found and nothing expected, all is right. */
export function scoresOf({ documents, exact, right, found, expected }: Counts): Scores {
  const precision = found === 0 ? 1 : right / found;
  const recall = expected === 0 ? 1 : right / expected;
  const f1 = right === 0 ? (found + expected === 0 ? 1 : 0) : (2 * right) / (found + expected);
  return { documents, exact, precision, recall, f1 };
}
