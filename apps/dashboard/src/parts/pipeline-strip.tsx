import type { JSX, ReactNode } from 'react';

import type { Ledger } from '../api/types.js';
import { count, plural } from '../model/format.js';
import { hrefOf, sentencesHref } from '../model/route.js';

/** The way of the sentences, in → split → labelled → stored, and whether all are accounted for. */
export function PipelineStrip({ ledger }: { readonly ledger: Ledger }): JSX.Element {
  const { records, split, labelled, stored, deadLettered, inFlight } = ledger;
  return (
    <section className="card pipeline" aria-label="Pipeline">
      <ol className="strip">
        <Station name="In" href={hrefOf({ view: 'articles' })} value={records.received} note={inNote(ledger)} />
        <Station
          name="Split"
          href={sentencesHref()}
          value={split}
          note={`sentences of ${plural(records.split, 'record')}`}
        />
        <Station name="Labelled" href={sentencesHref()} value={labelled} note={behind(split - labelled)} />
        <Station
          name="Stored"
          href={sentencesHref()}
          value={stored}
          note={behind(labelled - stored - deadLettered, deadLettered)}
        />
      </ol>
      <dl className="account">
        <Entry name="In flight" value={inFlight} kind={inFlight === 0 ? '' : 'busy'} />
        <Entry name="Dead letters" value={deadLettered} kind={deadLettered === 0 ? '' : 'warn'} />
        <Entry name="Rejected records" value={records.rejected} kind={records.rejected === 0 ? '' : 'warn'} />
        <div className={`balance ${ledger.balanced ? 'pass' : 'busy'}`}>
          <dt>Ledger</dt>
          <dd>
            {ledger.balanced ? '● Balanced' : '◐ Open'}
            <small>
              {count(split)} split = {count(stored)} stored + {count(deadLettered)} dead + {count(inFlight)} in flight
            </small>
          </dd>
        </div>
      </dl>
    </section>
  );
}

interface StationProps {
  readonly name: string;
  readonly href: string;
  readonly value: number;
  readonly note: ReactNode;
}

function Station({ name, href, value, note }: StationProps): JSX.Element {
  return (
    <li className="station">
      <a href={href}>
        <span className="station-name">{name}</span>
        <span className="big">{count(value)}</span>
      </a>
      <small>{note}</small>
    </li>
  );
}

function Entry({
  name,
  value,
  kind,
}: {
  readonly name: string;
  readonly value: number;
  readonly kind: string;
}): JSX.Element {
  return (
    <div className={kind}>
      <dt>{name}</dt>
      <dd>{count(value)}</dd>
    </div>
  );
}

const inNote = ({ records }: Ledger): string =>
  records.retracted === 0 ? 'records' : `records, ${plural(records.retracted, 'retraction')}`;

function behind(number: number, dead = 0): string {
  if (number > 0) return `${count(number)} to go`;
  return dead > 0 ? 'all but the dead letters' : 'all of them';
}
