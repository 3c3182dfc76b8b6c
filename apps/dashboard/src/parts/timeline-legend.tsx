import type { JSX } from 'react';

import { LABELS, type Timeline } from '../api/types.js';
import { LabelBadge } from './label-badge.js';

/** What the marks of a timeline mean; only those that it has. */
export function TimelineLegend({ timeline }: { readonly timeline: Timeline }): JSX.Element {
  const { items, models } = timeline;
  return (
    <ul className="timeline-legend">
      {LABELS.map((label) => (
        <li key={label}>
          <LabelBadge label={label} named />
        </li>
      ))}
      {items.some(({ incomplete }) => incomplete !== null) ? (
        <li>
          <svg viewBox="0 0 20 14" aria-hidden="true">
            <path className="hatch" d="M0 14 14 0M6 14 20 0M-6 14 8 0M12 14 26 0" />
          </svg>
          Not complete yet
        </li>
      ) : null}
      {items.some(({ corrections }) => corrections > 0) ? (
        <li>
          <svg viewBox="0 0 20 14" aria-hidden="true" className="chart-notes">
            <path d="M10 2l5 5l-5 5l-5 -5z" />
          </svg>
          Labels corrected
        </li>
      ) : null}
      {models.length > 0 ? (
        <li>
          <svg viewBox="0 0 20 14" aria-hidden="true" className="chart-notes">
            <line x1="10" x2="10" y1="0" y2="14" />
          </svg>
          New model
        </li>
      ) : null}
    </ul>
  );
}
