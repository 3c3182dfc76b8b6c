import type { JSX } from 'react';

import type { Rate } from '../api/types.js';
import { count, percent } from '../model/format.js';

/** A share with its interval and its number, as a bar with whiskers and in figures. */
export function RateLine({ rate }: { readonly rate: Rate }): JSX.Element {
  const { share, low, high, n } = rate;
  if (share === null) return <span className="muted">no verdicts yet</span>;
  return (
    <span className="rate-line">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-track" y="3" width="100" height="4" />
        <rect className="rate-range" x={low * 100} y="3" width={Math.max(0.5, (high - low) * 100)} height="4" />
        <rect className="rate-share" x={Math.min(99, Math.max(0, share * 100 - 0.5))} width="1" height="10" />
      </svg>
      <span className="number">
        <b>{percent(share)}</b>{' '}
        <span className="muted small">{`(${percent(low)}–${percent(high)}) of ${count(n)}`}</span>
      </span>
    </span>
  );
}
