import { useCallback, useState, type JSX } from 'react';

import { actOnLetters, countLetters, getLetters, type LettersWanted } from '../api/dead-letters.js';
import type { DeadLetterGroups, DeadLetterItem } from '../api/types.js';
import { usePagedList } from '../hooks/use-paged-list.js';
import { useResource } from '../hooks/use-resource.js';
import { useZone } from '../hooks/use-settings.js';
import { dayName, momentsOf } from '../model/day.js';
import { count, plural } from '../model/format.js';
import { LETTER_STATUSES, type LetterFilter } from '../model/letter-route.js';
import { letterHref, lettersHref, type RouteOf } from '../model/route.js';
import { ActDialog, type Act } from '../parts/act-dialog.js';
import { LetterMatrix } from '../parts/letter-matrix.js';
import { LetterStatusMark, statusName } from '../parts/letter-status.js';
import { Failed, Loading, Nothing } from '../parts/notice.js';
import { ShowNewer } from '../parts/show-newer.js';
import { When } from '../parts/when.js';

interface DeadLettersProps {
  readonly route: RouteOf<'dead-letters'>;
  /** Whether letters may be sent again and let go. */
  readonly canAct: boolean;
}

/** What could not be taken: how many by reason and day, and which. */
export function DeadLettersView({ route: { filter }, canAct }: DeadLettersProps): JSX.Element {
  const zone = useZone();
  const { status, code, topic, day } = filter;
  const wanted: LettersWanted = { status, code, topic, ...(day !== undefined && momentsOf(day, zone)) };
  const key = JSON.stringify([wanted, zone]);
  const groups = useResource(`letters by day ${status ?? ''} ${zone}`, (signal) =>
    countLetters({ status }, zone, signal),
  );
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Dead letters</h1>
        <p className="muted">{groups.value === undefined ? '' : summaryOf(groups.value)}</p>
      </header>
      <StatusBar filter={filter} />
      {groups.value === undefined ? (
        groups.error ? (
          <Failed error={groups.error} reload={groups.reload} />
        ) : (
          <Loading what="dead letters" />
        )
      ) : groups.value.total === 0 ? (
        <NoLetters filter={filter} />
      ) : (
        <>
          <LetterMatrix groups={groups.value} filter={filter} />
          <LetterList key={key} name={key} wanted={wanted} filter={filter} canAct={canAct} onActed={groups.reload} />
        </>
      )}
    </>
  );
}

const summaryOf = ({ open, total }: DeadLetterGroups): string =>
  open === total ? plural(total, 'letter') : `${count(open)} open of ${plural(total, 'letter')}`;

function StatusBar({ filter }: { readonly filter: LetterFilter }): JSX.Element {
  const { status: chosen, ...rest } = filter;
  return (
    <nav aria-label="State" className="segments letter-states">
      {[...LETTER_STATUSES, undefined].map((status) => (
        <a
          key={status ?? 'all'}
          href={lettersHref({ ...rest, ...(status !== undefined && { status }) })}
          aria-current={status === chosen ? 'true' : undefined}
        >
          {status === undefined ? 'All' : statusName(status)}
        </a>
      ))}
    </nav>
  );
}

function NoLetters({ filter: { status } }: { readonly filter: LetterFilter }): JSX.Element {
  return (
    <Nothing>
      <h2>{status === 'open' ? 'Nothing is left to do' : 'There is no such letter'}</h2>
      <p>
        A record that a service cannot take is kept here as it came, with the reason
        {status === undefined ? '.' : '; this list shows only some of them. '}
        {status === undefined ? null : <a href={lettersHref({})}>Show all</a>}
      </p>
    </Nothing>
  );
}

interface LetterListProps {
  readonly name: string;
  readonly wanted: LettersWanted;
  readonly filter: LetterFilter;
  readonly canAct: boolean;
  readonly onActed: () => void;
}

const idOf = (letter: DeadLetterItem): string => letterHref(letter);

function LetterList({ name, wanted, filter, canAct, onActed }: LetterListProps): JSX.Element {
  const { status, code, topic, day } = filter;
  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal) => getLetters(wanted, cursor, signal),
    // The name says all of it.
    [name],
  );
  const list = usePagedList(`letters ${name}`, load, idOf);
  const narrowed = [code, topic, day && dayName(day)].filter(Boolean).join(', ');
  return (
    <section aria-labelledby="letters">
      <header className="letters-head">
        <h2 id="letters">{narrowed === '' ? 'The latest' : narrowed}</h2>
        {narrowed === '' ? null : <a href={lettersHref(status === undefined ? {} : { status })}>Show all of them</a>}
        <ShowNewer list={list} what="letters" />
        {canAct && status === 'open' ? <BulkActs wanted={wanted} narrowed={narrowed} onActed={onActed} /> : null}
      </header>
      {list.error ? <Failed error={list.error} reload={list.reload} /> : null}
      {list.items === undefined && !list.error ? <Loading what="letters" /> : null}
      {list.items?.length === 0 ? <Nothing>No letter is left here.</Nothing> : null}
      {list.items !== undefined && list.items.length > 0 ? <LetterTable letters={list.items} /> : null}
      {list.hasMore ? (
        <button type="button" className="more" onClick={list.loadMore}>
          Load more
        </button>
      ) : null}
    </section>
  );
}

function LetterTable({ letters }: { readonly letters: readonly DeadLetterItem[] }): JSX.Element {
  return (
    <table className="articles letters">
      <thead>
        <tr>
          <th scope="col">Why</th>
          <th scope="col">About</th>
          <th scope="col">State</th>
          <th scope="col">Came</th>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <tr key={idOf(letter)}>
            <th scope="row">
              <a href={letterHref(letter)}>{letter.code}</a>
              <bdi dir="auto" className="letter-message">
                {letter.message}
              </bdi>
            </th>
            <td data-name="About">
              <bdi dir="auto">{letter.articleId ?? 'nothing that can be read'}</bdi>
              <span className="muted letter-place">
                {letter.topic} {letter.partition}/{letter.offset}
              </span>
            </td>
            <td data-name="State">
              <LetterStatusMark letter={letter} />
            </td>
            <td data-name="Came">
              <When at={letter.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BulkProps {
  readonly wanted: LettersWanted;
  readonly narrowed: string;
  readonly onActed: () => void;
}

/** Acts on all that the list means: they are counted first, and nothing is done when their number has changed. */
function BulkActs({ wanted, narrowed, onActed }: BulkProps): JSX.Element {
  const [open, setOpen] = useState<{ readonly act: Act; readonly matching: number }>();
  const [failure, setFailure] = useState('');
  const [told, setTold] = useState('');
  const begin = async (act: Act): Promise<void> => {
    setFailure('');
    try {
      const { matching } = await actOnLetters(act, wanted, 'counting', undefined);
      setOpen({ act, matching });
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const what = narrowed === '' ? 'all open letters' : `all open letters of ${narrowed}`;
  return (
    <div className="bulk">
      <button type="button" onClick={() => void begin('replay')}>
        Send all again …
      </button>
      <button type="button" onClick={() => void begin('discard')}>
        Discard all …
      </button>
      <span role="status">{failure === '' ? told : failure}</span>
      {open === undefined ? null : (
        <ActDialog
          act={open.act}
          what={`${what}: ${plural(open.matching, 'letter')}`}
          isIdle={open.matching === 0}
          onClose={() => setOpen(undefined)}
          onAct={async (reason) => {
            const { affected } = await actOnLetters(open.act, wanted, reason, open.matching);
            setTold(`${open.act === 'replay' ? 'Sent again' : 'Discarded'}: ${count(affected)}`);
            onActed();
          }}
        />
      )}
    </div>
  );
}
