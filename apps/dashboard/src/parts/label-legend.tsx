import type { JSX } from 'react';

import { LABELS } from '../api/types.js';
import { count } from '../model/format.js';
import type { LabelMix } from '../model/label-mix.js';
import { LabelBadge } from './label-badge.js';
import { MixBar } from './mix-bar.js';

/** What the letters mean, and how many sentences have each. */
export function LabelLegend({ mix }: { readonly mix: LabelMix }): JSX.Element {
  return (
    <div className="legend">
      <ul>
        {LABELS.map((label) => (
          <li key={label}>
            <LabelBadge label={label} named /> <span className="number">{count(mix.counts[label])}</span>
          </li>
        ))}
        {mix.needsReview === 0 ? null : (
          <li>
            <span className="review" aria-hidden="true">
              ?
            </span>{' '}
            Needs review <span className="number">{count(mix.needsReview)}</span>
          </li>
        )}
      </ul>
      <MixBar mix={mix} />
    </div>
  );
}
