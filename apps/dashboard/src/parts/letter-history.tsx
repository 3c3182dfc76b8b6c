import type { JSX } from 'react';

import type { DeadLetter } from '../api/types.js';
import { happeningsOf, waitsForKafka, type Happening } from '../model/letter-history.js';
import { When } from './when.js';

/** What became of a letter and who did what about it, the latest first. */
export function LetterHistory({ letter }: { readonly letter: DeadLetter }): JSX.Element {
  return (
    <section className="letter-history" aria-labelledby="history">
      <h2 id="history">History</h2>
      {waitsForKafka(letter) ? <p className="busy">It waits to be sent: Kafka does not answer.</p> : null}
      <ol>
        {happeningsOf(letter).map((happening, nth) => (
          <li key={nth}>
            <When at={happening.at} /> <Told happening={happening} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const FAILURES = {
  rejected: 'Rejected',
  'rejected again': 'Rejected again',
  refused: 'Refused by Kafka itself',
} as const;

function Told({ happening }: { readonly happening: Happening }): JSX.Element {
  if (happening.kind !== 'act') {
    return (
      <span>
        {FAILURES[happening.kind]}: {happening.code}, <bdi dir="auto">{happening.message}</bdi>
      </span>
    );
  }
  const { act, attempt, edited, by, reason } = happening;
  return (
    <span>
      <b>{act === 'replayed' ? `Sent again${edited ? ', edited' : ''}, attempt ${attempt}` : 'Discarded'}</b> by{' '}
      <bdi dir="auto">{by}</bdi>: <bdi dir="auto">{reason}</bdi>
    </span>
  );
}
