import type { JSX } from 'react';

import type { Evidence } from '../api/types.js';
import { signed } from '../model/format.js';
import { cutAtSpans } from '../model/segments.js';
import { tellingOf } from '../model/telling.js';

interface EvidenceTextProps {
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

/** A sentence with the words that weighed most underlined: a straight line for the label, a wavy one against it. */
export function EvidenceText({ text, evidence }: EvidenceTextProps): JSX.Element {
  return (
    <>
      {cutAtSpans(text, tellingOf(evidence)).map((stretch, nth) =>
        stretch.kind === 'gap' ? (
          stretch.text
        ) : (
          <mark
            key={nth}
            className={stretch.span.weight < 0 ? 'against' : 'for'}
            title={`${signed(stretch.span.weight)} ${stretch.span.weight < 0 ? 'against' : 'for'} the label`}
          >
            {stretch.text}
          </mark>
        ),
      )}
    </>
  );
}
