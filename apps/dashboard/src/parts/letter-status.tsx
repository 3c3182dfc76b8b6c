import type { JSX } from 'react';

import type { DeadLetterItem } from '../api/types.js';
import type { LetterStatus } from '../model/letter-route.js';

const NAMES: Readonly<Record<LetterStatus, string>> = {
  open: 'Open',
  replayed: 'Sent again',
  discarded: 'Discarded',
};

/** What a state is called. */
export const statusName = (status: LetterStatus): string => NAMES[status];

/** Where a letter stands, and how often it was sent again. */
export function LetterStatusMark({
  letter: { status, attempts },
}: {
  readonly letter: Pick<DeadLetterItem, 'status' | 'attempts'>;
}): JSX.Element {
  return (
    <span className={`letter-status ${status}`}>
      {statusName(status)}
      {attempts > 0 && status !== 'discarded' ? ` (${status === 'open' ? `failed again, ` : ''}${attempts}×)` : null}
    </span>
  );
}
