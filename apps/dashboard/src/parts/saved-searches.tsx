import { useRef, useState, type JSX } from 'react';

import { deleteSearch, getAlerts, getOpenAlerts, getSearches } from '../api/searches.js';
import type { Alert, SavedSearch } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { goTo } from '../hooks/use-route.js';
import { useZone } from '../hooks/use-settings.js';
import { plural } from '../model/format.js';
import { sentencesHref } from '../model/route.js';
import { filterWords, ruleWords } from '../model/saved-search.js';
import { queryOf, readFilter, type SentenceFilter } from '../model/sentence-filter.js';
import { Mark } from './mark.js';
import { SaveSearch } from './save-search.js';
import { When } from './when.js';

/** The store looks for alarms every half minute. */
const EVERY_MS = 30_000;
/** How many of the past are listed. */
const ALERTS = 20;

interface SavedSearchesProps {
  /** The one that is set. */
  readonly filter: SentenceFilter;
  /** Whether searches may be saved and deleted. */
  readonly canSave: boolean;
  readonly onKey: () => void;
}

/** Filters that are kept under a name, the alarms that they gave, and a form to keep the present one. */
export function SavedSearches({ filter, canSave, onKey }: SavedSearchesProps): JSX.Element {
  const searches = useResource('searches', getSearches, EVERY_MS);
  const alerts = useResource('alerts', (signal) => getAlerts(ALERTS, signal), EVERY_MS);
  const holding = useResource('open alarms', getOpenAlerts, EVERY_MS);
  const summary = useRef<HTMLElement>(null);
  const [changedId, setChangedId] = useState<string>();
  const [told, setTold] = useState('');
  const changed = searches.value?.find(({ id }) => id === changedId);
  const open = holding.value?.items ?? [];
  const reload = (): void => {
    for (const each of [searches, alerts, holding]) each.reload();
  };
  const afterWork = (what: string): void => {
    setTold(what);
    reload();
  };
  /** What had the focus is gone. */
  const leave = (): void => {
    summary.current?.focus();
    setChangedId(undefined);
  };
  const { value, error } = searches;
  return (
    <details className="more-filters">
      <summary ref={summary}>
        Saved searches{value === undefined || value.length === 0 ? '' : ` (${value.length})`}
        {open.length === 0 ? null : (
          <>
            {' '}
            <Mark condition="fail" says={plural(open.length, 'alarm')} />
          </>
        )}
      </summary>
      <div className="saved">
        <section aria-labelledby="saved-list">
          <h2 id="saved-list">Saved searches</h2>
          {value === undefined ? <p className="muted">{error?.message ?? 'Loading …'}</p> : null}
          {value?.length === 0 ? (
            <p className="muted">
              None yet. Set the filter you want to come back to, or to be warned about, and save it.
            </p>
          ) : null}
          <ul className="saved-list">
            {value?.map((search) => (
              <SearchRow
                key={search.id}
                search={search}
                isSet={queryOf(filterOf(search)) === queryOf(filter)}
                alarms={open.filter(({ searchId }) => searchId === search.id)}
                canChange={canSave}
                onChange={() => {
                  goTo({ view: 'sentences', filter: filterOf(search), evidence: false });
                  setTold('');
                  setChangedId(search.id);
                }}
                onDelete={() => {
                  leave();
                  afterWork(`Deleted “${search.name}”.`);
                }}
              />
            ))}
          </ul>
          <p role="status" className="muted">
            {told}
          </p>
        </section>
        <SaveSearch
          key={changed?.id ?? ''}
          filter={filter}
          changed={changed}
          canSave={canSave}
          onKey={onKey}
          onSaved={(what) => {
            if (changed !== undefined) leave();
            afterWork(what);
          }}
          onCancel={leave}
        />
        {alerts.value === undefined || alerts.value.length === 0 ? null : <Alarms alerts={alerts.value} />}
      </div>
    </details>
  );
}

const filterOf = (search: SavedSearch): SentenceFilter => readFilter(new URLSearchParams(search.filter));

interface SearchRowProps {
  readonly search: SavedSearch;
  readonly isSet: boolean;
  /** Those that hold. */
  readonly alarms: readonly Alert[];
  readonly canChange: boolean;
  readonly onChange: () => void;
  readonly onDelete: () => void;
}

function SearchRow({ search, isSet, alarms, canChange, onChange, onDelete }: SearchRowProps): JSX.Element {
  const zone = useZone();
  const filter = filterOf(search);
  return (
    <li>
      <p>
        <a href={sentencesHref(filter)} aria-current={isSet ? 'true' : undefined}>
          <bdi dir="auto">{search.name}</bdi>
        </a>
        <br />
        <small className="muted">
          <bdi dir="auto">{filterWords(filter, zone)}</bdi>; {ruleWords(search.rules)}
        </small>
        {alarms.map(({ id, message }) => (
          <small key={id}>
            <br />
            <Mark condition="fail" says={message} />
          </small>
        ))}
      </p>
      {canChange ? (
        <div className="saved-acts">
          <button type="button" aria-label={`Change “${search.name}”`} onClick={onChange}>
            Change
          </button>
          <Delete search={search} onDelete={onDelete} />
        </div>
      ) : null}
    </li>
  );
}

/** Asks once more: the alarms go, too. */
function Delete({ search: { id, name }, onDelete }: Pick<SearchRowProps, 'search' | 'onDelete'>): JSX.Element {
  const [isSure, setSure] = useState(false);
  const [failure, setFailure] = useState('');
  const remove = async (): Promise<void> => {
    if (!isSure) return setSure(true);
    try {
      await deleteSearch(id);
      onDelete();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <button
        type="button"
        aria-label={isSure ? `Really delete “${name}”, and its alarms` : `Delete “${name}”`}
        onBlur={() => setSure(false)}
        onClick={() => void remove()}
      >
        {isSure ? 'Really delete?' : 'Delete'}
      </button>
      <small role="alert" className="warn">
        {failure}
      </small>
    </>
  );
}

function Alarms({ alerts }: { readonly alerts: readonly Alert[] }): JSX.Element {
  return (
    <section aria-labelledby="alarms">
      <h2 id="alarms">Alarms, the latest first</h2>
      <ul className="alarms">
        {alerts.map(({ id, searchName, message, openedAt, closedAt }) => (
          <li key={id}>
            {closedAt === null ? <Mark condition="fail" says="holds" /> : <Mark condition="pass" says="over" />}{' '}
            <bdi dir="auto">{searchName}</bdi>: {message}{' '}
            <small className="muted">
              since <When at={openedAt} />
              {closedAt === null ? null : (
                <>
                  , over <When at={closedAt} />
                </>
              )}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
