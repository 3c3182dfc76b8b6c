import type { JSX } from 'react';

import type { TermStats } from '../api/types.js';
import { CHANCE_Z } from '../model/difference.js';
import { count, plural } from '../model/format.js';
import { sentencesHref } from '../model/route.js';
import { queryOf, withParts, type SentenceFilter } from '../model/sentence-filter.js';
import { Bar } from './confidence.js';

interface TermListProps {
  readonly filter: SentenceFilter;
  readonly stats: TermStats;
  /** Those of what it is compared with. */
  readonly others: TermStats;
}

/** The words that tell the sentences of a filter from all others; each opens the sentences that have it. */
export function TermList({ filter, stats, others }: TermListProps): JSX.Element {
  const terms = stats.terms.filter(({ z }) => z > CHANCE_Z);
  const most = Math.max(...terms.map(({ z }) => z), Number.MIN_VALUE);
  const { sentences, isAll } = stats.sample.filter;
  // Terms are told from those of all sentences of the same time.
  const isAllOfIt = queryOf(withParts(filter, { from: undefined, to: undefined, clock: undefined })) === '';
  if (isAllOfIt)
    return <p className="muted">These are all sentences of their time: there is nothing to tell them from.</p>;
  if (terms.length === 0) return <p className="muted">No word is more frequent here than by chance.</p>;
  return (
    <>
      <ol className="terms">
        {terms.map(({ term, count: number, z }) => (
          <li key={term}>
            <a href={sentencesHref(withParts(filter, { q: [filter.q, term].filter(Boolean).join(' ') }))}>
              <bdi>{term}</bdi>
            </a>
            <Bar value={z / most} />
            <span className="number">{count(number)}</span>
            <span className="muted small">{others.terms.some((other) => other.term === term) ? 'both' : ''}</span>
          </li>
        ))}
      </ol>
      <p className="muted small">
        How many of the {isAll ? '' : 'latest '}
        {plural(sentences, 'sentence')} have the word; the longer its bar, the surer that it belongs here.
      </p>
    </>
  );
}
