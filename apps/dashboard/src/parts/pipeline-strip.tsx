import type { JSX, ReactNode } from 'react';

import type { Ledger, PipelineGroup } from '../api/types.js';
import { age, count, plural } from '../model/format.js';
import { OPEN_LETTERS } from '../model/letter-route.js';
import { articlesHref, hrefOf, lettersHref, sentencesHref } from '../model/route.js';

interface PipelineStripProps {
  readonly ledger: Ledger;
  /** Of consumers, in the order in which an article meets them; left out while they are not known. */
  readonly groups?: readonly PipelineGroup[] | undefined;
}

/** The way of the sentences, in → split → labelled → stored, and whether all are accounted for. */
export function PipelineStrip({ ledger, groups = [] }: PipelineStripProps): JSX.Element {
  const watched = hrefOf({ view: 'pipeline' });
  const letters = lettersHref(OPEN_LETTERS);
  const { records, split, labelled, stored, deadLettered, inFlight } = ledger;
  return (
    <section className="card pipeline" aria-label="Pipeline">
      <ol className="strip">
        <Station
          name="In"
          href={articlesHref()}
          value={records.received}
          note={inNote(ledger)}
          lag={lagOf(groups, 'ingester')}
        />
        <Station
          name="Split"
          href={sentencesHref()}
          value={split}
          note={`sentences of ${plural(records.split, 'record')}`}
          lag={lagOf(groups, 'classifier')}
        />
        <Station
          name="Labelled"
          href={sentencesHref()}
          value={labelled}
          note={behind(split - labelled)}
          lag={lagOf(groups, 'store')}
        />
        <Station
          name="Stored"
          href={sentencesHref()}
          value={stored}
          note={behind(labelled - stored - deadLettered, deadLettered)}
        />
      </ol>
      <dl className="account">
        <Entry name="In flight" href={watched} value={inFlight} kind={inFlight === 0 ? '' : 'busy'} />
        <Entry name="Dead letters" href={letters} value={deadLettered} kind={deadLettered === 0 ? '' : 'warn'} />
        <Entry
          name="Rejected records"
          href={letters}
          value={records.rejected}
          kind={records.rejected === 0 ? '' : 'warn'}
        />
        <div className={`balance ${ledger.balanced ? 'pass' : 'busy'}`}>
          <dt>Ledger</dt>
          <dd>
            <a href={watched}>{ledger.balanced ? '● Balanced' : '◐ Open'}</a>
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
  /** What waits to go on from here. */
  readonly lag?: string | undefined;
}

function Station({ name, href, value, note, lag }: StationProps): JSX.Element {
  return (
    <li className="station">
      <a href={href}>
        <span className="station-name">{name}</span>
        <span className="big">{count(value)}</span>
      </a>
      <small>{note}</small>
      {lag === undefined ? null : <small className="busy">{lag}</small>}
    </li>
  );
}

interface EntryProps {
  readonly name: string;
  readonly href: string;
  readonly value: number;
  readonly kind: string;
}

function Entry({ name, href, value, kind }: EntryProps): JSX.Element {
  return (
    <div className={kind}>
      <dt>{name}</dt>
      <dd>
        <a href={href}>{count(value)}</a>
      </dd>
    </div>
  );
}

/** How much waits for the group of a service, and for how long; nothing while nothing does. */
function lagOf(groups: readonly PipelineGroup[], service: string): string | undefined {
  const found = groups.find(({ group }) => group.endsWith(service));
  if (found === undefined || found.lag === 0) return undefined;
  return `${plural(found.lag, 'record')} waiting, ${age(found.oldestSeconds * 1_000)}`;
}

const inNote = ({ records }: Ledger): string =>
  records.retracted === 0 ? 'records' : `records, ${plural(records.retracted, 'retraction')}`;

function behind(number: number, dead = 0): string {
  if (number > 0) return `${count(number)} to go`;
  return dead > 0 ? 'all but the dead letters' : 'all of them';
}
