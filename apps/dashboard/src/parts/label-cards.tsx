import type { JSX } from 'react';

import type { Change, LabelStats } from '../api/types.js';
import { changeWords } from '../model/change-words.js';
import { count, percent } from '../model/format.js';
import { sentencesHref, timelineHref } from '../model/route.js';
import { LabelBadge, labelClass } from './label-badge.js';
import { MixBar } from './mix-bar.js';

/** The three labels over the last 24 hours, and how that compares with what is usual; every number opens its list. */
export function LabelCards({ stats }: { readonly stats: LabelStats }): JSX.Element {
  const { all, labels, clock, from, to } = stats;
  const day = { clock, from, to };
  const countOf = (label: string): number => labels.find((one) => one.label === label)?.count ?? 0;
  const counts = {
    military: countOf('military'),
    diplomatic: countOf('diplomatic'),
    humanitarian: countOf('humanitarian'),
  };
  return (
    <section className="card label-cards" aria-labelledby="label-cards">
      <header>
        <h2 id="label-cards">
          <a href={sentencesHref(day)}>{count(all.count)} sentences</a> in 24 hours
        </h2>
        <Against month={all.month} year={all.year} />
        <a href={timelineHref({ clock }, 'hour')}>Timeline</a>
      </header>
      <ul>
        {labels.map((one) => (
          <li key={one.label} className={labelClass(one.label)}>
            <LabelBadge label={one.label} named />
            <p className="big">
              <a href={sentencesHref({ ...day, label: one.label })}>
                {count(one.count)}
                <span className="sr-only"> {one.label} sentences</span>
              </a>{' '}
              <small>{one.share === null ? '–' : percent(one.share)}</small>
            </p>
            {all.month.band === 'unknown' ? null : <Against month={one.month} year={one.year} />}
          </li>
        ))}
      </ul>
      <MixBar mix={{ counts, unlabelled: 0, needsReview: all.needsReview, total: all.count }} />
      <p className="muted">
        <a href={sentencesHref({ ...day, needsReview: 'true' })}>{count(all.needsReview)} need a review</a>.
        {all.month.band === 'unknown' ? '' : ' Compared with the same hours of the weeks before.'}
      </p>
    </section>
  );
}

interface AgainstProps {
  readonly month: Change;
  readonly year: Change;
}

/** Against the last 4 weeks, and against the last 52 where those are more. */
function Against({ month, year }: AgainstProps): JSX.Element {
  return (
    <p className="compared">
      <ChangeNote change={month} />
      {year.windows > month.windows ? <ChangeNote change={year} /> : null}
    </p>
  );
}

function ChangeNote({ change }: { readonly change: Change }): JSX.Element {
  const { mark, text, kind } = changeWords(change);
  return (
    <span className={`change ${kind}`}>
      <span aria-hidden="true">{mark}</span> {text}
      {change.band === 'unknown' ? null : <small> on {change.windows} weeks</small>}
    </span>
  );
}
