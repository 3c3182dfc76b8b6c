import { useState, type JSX } from 'react';

import { LABELS, type Label, type Timeline, type TimelineItem } from '../api/types.js';
import { bucketName } from '../model/chart.js';
import { count, percent } from '../model/format.js';
import type { TimeSpan } from '../model/time-span.js';
import { LabelBadge } from './label-badge.js';

interface TimelineTableProps {
  readonly timeline: Timeline;
  readonly share: boolean;
  readonly zone: string;
  readonly sentencesOf: (span: TimeSpan, label?: Label) => string;
}

/** The figures of a timeline; every one opens its sentences. */
export function TimelineTable(props: TimelineTableProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="figures" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>The figures as a table</summary>
      {isOpen ? <Figures {...props} /> : null}
    </details>
  );
}

function Figures({ timeline, share, zone, sentencesOf }: TimelineTableProps): JSX.Element {
  const figure = (item: TimelineItem, label: Label): string => {
    if (!share) return count(item.labels[label]);
    return item.all === 0 ? '–' : percent(item.labels[label] / item.all);
  };
  return (
    <div className="table-scroll" role="region" aria-label="Figures of the timeline" tabIndex={0}>
      <table className="figures-table">
        <thead>
          <tr>
            <th scope="col">{timeline.bucket === 'hour' ? 'Hour' : timeline.bucket === 'day' ? 'Day' : 'Week'}</th>
            {LABELS.map((label) => (
              <th key={label} scope="col" className="number">
                <LabelBadge label={label} named />
              </th>
            ))}
            <th scope="col" className="number">
              Total
            </th>
            <th scope="col" className="number">
              Need a review
            </th>
            <th scope="col" className="number">
              Corrections
            </th>
            <th scope="col">Complete</th>
          </tr>
        </thead>
        <tbody>
          {timeline.items.map((item) => (
            <tr key={item.from}>
              <th scope="row">{bucketName(item.from, timeline.bucket, zone)}</th>
              {LABELS.map((label) => (
                <td key={label} className="number">
                  <a href={sentencesOf(item, label)}>{figure(item, label)}</a>
                </td>
              ))}
              <td className="number">
                <a href={sentencesOf(item)}>{count(item.total)}</a>
              </td>
              <td className="number">{count(item.needsReview)}</td>
              <td className="number">{count(item.corrections)}</td>
              <td>{completeness(item)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whether a bucket may still grow, in words. */
export function completeness({ incomplete }: Pick<TimelineItem, 'incomplete'>): string {
  if (incomplete === null) return 'yes';
  return incomplete === 'now' ? 'no: its time is not over' : 'no: articles are in flight';
}
