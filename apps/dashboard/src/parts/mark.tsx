import type { JSX } from 'react';

import type { Condition } from '../model/pipeline-health.js';

const SIGNS: Readonly<Record<Condition, string>> = { pass: '●', busy: '◐', fail: '◆' };

/** How something is: a sign whose shape tells as much as its colour, and a word. */
export function Mark({ condition, says }: { readonly condition: Condition; readonly says: string }): JSX.Element {
  return (
    <span className={`mark ${condition}`}>
      <span aria-hidden="true">{SIGNS[condition]}</span> {says}
    </span>
  );
}
