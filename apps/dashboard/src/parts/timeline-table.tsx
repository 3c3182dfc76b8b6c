import { useState, type JSX } from 'react';

import { LABELS, type Label, type Timeline, type TimelineItem } from '../api/types.js';
import { bucketName } from '../model/chart.js';
import { count, percent } from '../model/format.js';
import type { TimeSpan } from '../model/time-span.js';
import { LabelBadge } from './label-badge.js';
import { numbers, WideTable } from './wide-table.js';

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

const BUCKET_NAMES = { hour: 'Hour', day: 'Day', week: 'Week' };

function Figures({ timeline, share, zone, sentencesOf }: TimelineTableProps): JSX.Element {
  const figure = (item: TimelineItem, label: Label): string => {
    if (!share) return count(item.labels[label]);
    return item.all === 0 ? '–' : percent(item.labels[label] / item.all);
  };
  return (
    <WideTable
      name="Figures of the timeline"
      className="figures-table"
      columns={[
        BUCKET_NAMES[timeline.bucket],
        ...LABELS.map((label) => ({ key: label, head: <LabelBadge label={label} named />, isNumber: true })),
        ...['Total', 'Need a review', 'Corrections'].map(numbers),
        'Complete',
      ]}
    >
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
    </WideTable>
  );
}

/** Whether a bucket may still grow, in words. */
export function completeness({ incomplete }: Pick<TimelineItem, 'incomplete'>): string {
  if (incomplete === null) return 'yes';
  return incomplete === 'now' ? 'no: its time is not over' : 'no: articles are in flight';
}
