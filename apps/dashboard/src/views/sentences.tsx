import { useCallback, useDeferredValue, useMemo, useRef, type JSX } from 'react';

import { getSentences } from '../api/client.js';
import { LABELS, type Label, type Sentence } from '../api/types.js';
import { useKeys } from '../hooks/use-keys.js';
import { usePagedList } from '../hooks/use-paged-list.js';
import { replaceRoute } from '../hooks/use-route.js';
import { passes } from '../model/find.js';
import { count, plural } from '../model/format.js';
import { hrefOf, type Route, type SentenceFilter } from '../model/route.js';
import { labelClass, labelLetter, labelName } from '../parts/label-badge.js';
import { Failed, FirstSteps, Loading, Nothing } from '../parts/notice.js';
import { SentenceList } from '../parts/sentence-list.js';

/** The front is asked for again and again, the rest once. */
const FRONT = 50;
const PAGE = 100;
const idOf = ({ sentenceId }: Sentence): string => sentenceId;

type SentencesRoute = Extract<Route, { view: 'sentences' }>;

/** All sentences, newest first, filtered by what stands in the address. */
export function SentencesView({ route }: { readonly route: SentencesRoute }): JSX.Element {
  const { filter, evidence } = route;
  const { label } = filter;
  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      getSentences({ label, limit: cursor === undefined ? FRONT : PAGE, cursor }, signal),
    [label],
  );
  const list = usePagedList(`sentences ${label ?? ''}`, load, idOf);
  const applied = useDeferredValue(filter);
  const shown = useMemo(() => list.items?.filter((item) => passes(item, applied)), [list.items, applied]);
  // While the page itself filters, it does not read the whole database on its own account to fill the screen.
  const filtersHere = filter.review || filter.find.trim() !== '';
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Sentences</h1>
        <p className="muted">
          {list.items === undefined || shown === undefined
            ? ''
            : filtersHere
              ? `${count(shown.length)} of the ${count(list.items.length)} loaded`
              : `${count(shown.length)}${list.hasMore ? ' loaded, more below' : ' in all'}`}
        </p>
        <button type="button" className="newer" hidden={list.newer === ''} onClick={list.showNewer}>
          Show {list.newer} new
        </button>
      </header>
      <FilterBar route={route} />
      {list.error ? <Failed error={list.error} reload={list.reload} /> : null}
      {shown === undefined && !list.error ? <Loading what="sentences" /> : null}
      {list.items?.length === 0 && label === undefined ? <FirstSteps /> : null}
      {shown?.length === 0 && (label !== undefined || filtersHere) ? <NothingFound filter={filter} /> : null}
      {shown === undefined || shown.length === 0 ? null : (
        <SentenceList sentences={shown} evidence={evidence} onEnd={filtersHere ? undefined : list.loadMore} />
      )}
      {list.hasMore && filtersHere ? (
        <button type="button" className="more" onClick={list.loadMore}>
          Load {plural(PAGE, 'more sentence')}
        </button>
      ) : null}
    </>
  );
}

function FilterBar({ route }: { readonly route: SentencesRoute }): JSX.Element {
  const { filter, evidence } = route;
  const find = useRef<HTMLInputElement>(null);
  const change = (to: Partial<SentenceFilter>): void => replaceRoute({ ...route, filter: { ...filter, ...to } });
  const toggleEvidence = (): void => replaceRoute({ ...route, evidence: !evidence });
  useKeys({
    '/': () => find.current?.focus(),
    e: toggleEvidence,
    r: () => change({ review: !filter.review }),
  });
  return (
    <search className="filters" aria-label="Filter sentences">
      <nav aria-label="Label" className="segments">
        <LabelLink route={route} label={undefined} />
        {LABELS.map((label) => (
          <LabelLink key={label} route={route} label={label} />
        ))}
      </nav>
      <label className="find">
        <span className="sr-only">Find in the loaded sentences, their sources and titles</span>
        <input
          ref={find}
          type="search"
          dir="auto"
          value={filter.find}
          maxLength={200}
          placeholder="Find in what is loaded  ( / )"
          onChange={({ target }) => change({ find: target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'Enter') return;
            // Leaves the field with what it holds, for j and k to walk through.
            event.preventDefault();
            event.currentTarget.blur();
          }}
        />
      </label>
      <label className="check">
        <input type="checkbox" checked={filter.review} onChange={({ target }) => change({ review: target.checked })} />
        Needs review
      </label>
      <label className="check">
        <input type="checkbox" checked={evidence} onChange={toggleEvidence} />
        Underline evidence
      </label>
    </search>
  );
}

function LabelLink({
  route,
  label,
}: {
  readonly route: SentencesRoute;
  readonly label: Label | undefined;
}): JSX.Element {
  const { review, find } = route.filter;
  const href = hrefOf({ ...route, filter: { review, find, ...(label !== undefined && { label }) } });
  const isCurrent = route.filter.label === label;
  return (
    <a href={href} aria-current={isCurrent ? 'true' : undefined} className={label && labelClass(label)}>
      {label === undefined ? (
        'All'
      ) : (
        <>
          <span className="badge-letter" aria-hidden="true">
            {labelLetter(label)}
          </span>{' '}
          {labelName(label)}
        </>
      )}
    </a>
  );
}

function NothingFound({ filter }: { readonly filter: SentenceFilter }): JSX.Element {
  return (
    <Nothing>
      <p>
        No {filter.label ?? ''} sentence{filter.review ? ' that needs a review' : ''} is among what is loaded
        {filter.find.trim() === '' ? '' : ' and holds these words'}.
      </p>
    </Nothing>
  );
}
