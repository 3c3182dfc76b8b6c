import type { JSX, ReactNode } from 'react';

import type { DeadLetter } from '../api/types.js';
import { When } from './when.js';

interface Happening {
  readonly at: string;
  readonly what: ReactNode;
}

/** What became of a letter and who did what about it, the latest first. */
export function LetterHistory({ letter }: { readonly letter: DeadLetter }): JSX.Element {
  const happenings = [...actsOf(letter), ...failuresOf(letter)].sort((a, b) => (a.at < b.at ? 1 : -1));
  const [latest] = letter.replays.slice(-1);
  return (
    <section className="letter-history" aria-labelledby="history">
      <h2 id="history">History</h2>
      {latest !== undefined && latest.publishedAt === null && latest.failed === null ? (
        <p className="busy">It waits to be sent: Kafka does not answer.</p>
      ) : null}
      <ol>
        {happenings.map(({ at, what }, nth) => (
          <li key={nth}>
            <When at={at} /> <span>{what}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const actsOf = ({ acts }: DeadLetter): readonly Happening[] =>
  acts.map(({ at, act, attempt, edited, by, reason }) => ({
    at,
    what: (
      <>
        <b>{act === 'replayed' ? `Sent again${edited ? ', edited' : ''} (${attempt})` : 'Discarded'}</b> by{' '}
        <bdi dir="auto">{by}</bdi>: <bdi dir="auto">{reason}</bdi>
      </>
    ),
  }));

/** Each attempt says why there had to be one; the letter itself says why it is here now. */
function failuresOf({ at, code, message, replays }: DeadLetter): readonly Happening[] {
  const reasons = [...replays.map(({ because }) => because), { code, message }];
  const times = [at, ...replays.flatMap(({ failed }) => (failed === null ? [] : [failed.at]))];
  return times.map((time, nth) => ({
    at: time,
    what: (
      <>
        {nth === 0 ? 'Rejected' : 'Rejected again'}: {reasons[nth]?.code}, <bdi dir="auto">{reasons[nth]?.message}</bdi>
      </>
    ),
  }));
}
