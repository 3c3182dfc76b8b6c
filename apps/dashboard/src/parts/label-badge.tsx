import type { JSX } from 'react';

import type { Label } from '../api/types.js';

/** Its full name, as it is read out and shown. */
export const labelName = (label: Label | null): string =>
  label === null ? 'Not labelled yet' : `${label.charAt(0).toUpperCase()}${label.slice(1)}`;

/** M, D or H: never colour alone. */
export const labelLetter = (label: Label | null): string => (label === null ? '·' : label.charAt(0).toUpperCase());

/** The class that gives an element the colours of a label. */
export const labelClass = (label: Label | null): string => `label-${label ?? 'none'}`;

/** A label as a letter on its colour; with its name beside it, or read out. */
export function LabelBadge({
  label,
  named = false,
}: {
  readonly label: Label | null;
  readonly named?: boolean;
}): JSX.Element {
  return (
    <span className={`badge ${labelClass(label)}`} title={named ? undefined : labelName(label)}>
      <span className="badge-letter" aria-hidden="true">
        {labelLetter(label)}
      </span>
      <span className={named ? 'badge-name' : 'sr-only'}>{labelName(label)}</span>
    </span>
  );
}
