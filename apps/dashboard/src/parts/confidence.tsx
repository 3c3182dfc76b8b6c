import type { JSX } from 'react';

import { percent } from '../model/format.js';

/** A probability as a number with a bar. Null: nothing is known. */
export function Confidence({
  value,
  review,
}: {
  readonly value: number | null;
  readonly review: boolean | null;
}): JSX.Element {
  if (value === null) return <span className="confidence muted">–</span>;
  return (
    <span className="confidence" title="Confidence: the calibrated probability that the label is right">
      <Bar value={value} />
      <span className="number">{percent(value)}</span>
      {review === true ? <ReviewMark /> : null}
    </span>
  );
}

/** The model is unsure. */
export function ReviewMark(): JSX.Element {
  return (
    <span className="review" title="Needs review: the model is unsure">
      <span aria-hidden="true">?</span>
      <span className="sr-only"> needs review</span>
    </span>
  );
}

/** A bar from 0 to 1, as SVG: the Content-Security-Policy allows no style in the markup. */
export function Bar({ value, kind = '' }: { readonly value: number; readonly kind?: string }): JSX.Element {
  return (
    <svg className={`bar ${kind}`} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-track" width="100" height="6" />
      <rect className="bar-value" width={Math.min(1, Math.max(0, value)) * 100} height="6" />
    </svg>
  );
}
