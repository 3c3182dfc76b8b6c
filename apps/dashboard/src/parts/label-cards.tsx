import type { JSX } from 'react';

import { LABELS } from '../api/types.js';
import { count, percent } from '../model/format.js';
import type { LabelMix } from '../model/label-mix.js';
import { sentencesHref } from '../model/route.js';
import { LabelBadge, labelClass } from './label-badge.js';
import { MixBar } from './mix-bar.js';

interface LabelCardsProps {
  readonly mix: LabelMix;
  /** The mix is of all sentences, not only of the latest. */
  readonly isAll: boolean;
}

/** The three labels with their counts; each opens its list. */
export function LabelCards({ mix, isAll }: LabelCardsProps): JSX.Element {
  return (
    <section className="card label-cards" aria-labelledby="label-cards">
      <h2 id="label-cards">
        {isAll ? 'All' : 'The latest'} {count(mix.total)} sentences
      </h2>
      <ul>
        {LABELS.map((label) => (
          <li key={label} className={labelClass(label)}>
            <LabelBadge label={label} named />
            <p className="big">
              <a href={sentencesHref({ label })}>
                {count(mix.counts[label])}
                <span className="sr-only"> {label} sentences</span>
              </a>{' '}
              <small>{mix.total === 0 ? '–' : percent(mix.counts[label] / mix.total)}</small>
            </p>
          </li>
        ))}
      </ul>
      <MixBar mix={mix} />
      <p className="muted">
        <a href={sentencesHref({ needsReview: 'true' })}>{count(mix.needsReview)} need a review</a>
        {mix.unlabelled > 0 ? `, ${count(mix.unlabelled)} not labelled yet` : ''}
      </p>
    </section>
  );
}
