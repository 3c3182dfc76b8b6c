/** A word, and how much it tells one set of sentences from another. */
export interface TellingTerm {
  readonly term: string;
  /** Sentences of the set, and of the others, that hold it. */
  readonly count: number;
  readonly othersCount: number;
  /** Natural logarithm of the ratio of its odds here and there, drawn towards 0 by the prior. */
  readonly logOdds: number;
  /** logOdds divided by its standard error: above 1.96 is more than chance. */
  readonly z: number;
}

/** The prior weighs as much as this many words, spread as all the words are. */
const PRIOR_WORDS = 500;
const MIN_COUNT = 3;
const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** The different words of a sentence, in lower case. Numbers are none. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(WORD), ([word]) => word.toLowerCase().replaceAll('’', "'")));
}

/**
 * The words that tell a set of sentences from others best, by log-odds ratio with an informative Dirichlet prior
 * (Monroe, Colaresi and Quinn 2008, "Fightin’ Words"): the words of both together are the prior, so that a word must be
 * frequent here, and not only rare elsewhere, to be telling. A word counts once a sentence.
 *
 * @returns those with the greatest z first; only words of at least three sentences of the set
 */
export function tellingTerms(set: readonly string[], others: readonly string[], limit: number): readonly TellingTerm[] {
  const [here, there] = [countWords(set), countWords(others)];
  const all = here.total + there.total;
  const terms: TellingTerm[] = [];
  for (const [term, count] of here.counts) {
    if (count < MIN_COUNT) continue;
    const othersCount = there.counts.get(term) ?? 0;
    const prior = (PRIOR_WORDS * (count + othersCount)) / all;
    const logOdds = logOddsOf(count, here.total, prior) - logOddsOf(othersCount, there.total, prior);
    const z = logOdds / Math.sqrt(1 / (count + prior) + 1 / (othersCount + prior));
    if (z > 0) terms.push({ term, count, othersCount, logOdds, z });
  }
  return terms.toSorted((a, b) => b.z - a.z || (a.term < b.term ? -1 : 1)).slice(0, limit);
}

const logOddsOf = (count: number, total: number, prior: number): number =>
  Math.log((count + prior) / (total + PRIOR_WORDS - count - prior));

function countWords(texts: readonly string[]): {
  readonly counts: ReadonlyMap<string, number>;
  readonly total: number;
} {
  const counts = new Map<string, number>();
  let total = 0;
  for (const text of texts) {
    for (const word of wordsOf(text)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      total++;
    }
  }
  return { counts, total };
}
