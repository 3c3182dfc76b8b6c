import type { JSX } from 'react';

import { LABELS } from '../api/types.js';
import type { LabelMix } from '../model/label-mix.js';
import { labelClass, labelName } from './label-badge.js';

/** The share of each label, as one bar. What it shows stands in figures beside it, so it is left out of reading. */
export function MixBar({ mix }: { readonly mix: LabelMix }): JSX.Element {
  let at = 0;
  return (
    <svg className="mix-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-track" width="100" height="8" />
      {LABELS.map((label) => {
        const width = mix.total === 0 ? 0 : (mix.counts[label] / mix.total) * 100;
        const x = at;
        at += width;
        return (
          <rect
            key={label}
            className={`mix-part ${labelClass(label)}`}
            x={x}
            width={Math.max(0, width - 0.4)}
            height="8"
          >
            <title>{labelName(label)}</title>
          </rect>
        );
      })}
    </svg>
  );
}
