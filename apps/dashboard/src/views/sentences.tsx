import { useCallback, type JSX } from 'react';

import { getFacets, getSentences } from '../api/client.js';
import type { Facets, Sentence } from '../api/types.js';
import { usePagedList } from '../hooks/use-paged-list.js';
import { useResource } from '../hooks/use-resource.js';
import { count } from '../model/format.js';
import { articlesHref, compareHref, hrefOf, timelineHref, type RouteOf } from '../model/route.js';
import { queryOf } from '../model/sentence-filter.js';
import { ExportMenu } from '../parts/export-menu.js';
import { FilterBar } from '../parts/filter-bar.js';
import { Failed, FirstSteps, Loading, Nothing } from '../parts/notice.js';
import { SavedSearches } from '../parts/saved-searches.js';
import { SentenceList } from '../parts/sentence-list.js';
import { ShowNewer } from '../parts/show-newer.js';

/** The front is asked for again and again, the rest once. */
const FRONT = 50;
const PAGE = 100;
const idOf = ({ sentenceId }: Sentence): string => sentenceId;

interface SentencesProps {
  readonly route: RouteOf<'sentences'>;
  /** Whether searches may be saved. */
  readonly canSave: boolean;
  readonly onKey: () => void;
}

/** All sentences that pass the filter in the address. */
export function SentencesView({ route, canSave, onKey }: SentencesProps): JSX.Element {
  const { filter, sort, evidence } = route;
  const query = queryOf(filter);
  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal) =>
      getSentences({ filter, sort, limit: cursor === undefined ? FRONT : PAGE, cursor }, signal),
    // The query says all that the filter says.
    [query, sort],
  );
  const list = usePagedList(`sentences ${query} ${sort ?? ''}`, load, idOf);
  const facets = useResource(`facets ${query}`, (signal) => getFacets(filter, signal));
  const { items } = list;
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Sentences</h1>
        <p className="muted">{howMany(facets.value)}</p>
        <ShowNewer list={list} what="sentences" />
        <nav aria-label="The same elsewhere" className="elsewhere">
          <a href={timelineHref(filter)}>Timeline</a>
          <a href={articlesHref(filter)}>Articles</a>
          <a href={compareHref(filter, {})}>Compare</a>
        </nav>
        <ExportMenu filter={filter} />
      </header>
      <FilterBar route={route} facets={facets.value} />
      <SavedSearches filter={filter} canSave={canSave} onKey={onKey} />
      {list.error ? <Failed error={list.error} reload={list.reload} /> : null}
      {items === undefined && !list.error ? <Loading what="sentences" /> : null}
      {items?.length === 0 ? query === '' ? <FirstSteps /> : <NothingFound route={route} /> : null}
      {items === undefined || items.length === 0 ? null : (
        <SentenceList sentences={items} evidence={evidence} onEnd={list.loadMore} />
      )}
    </>
  );
}

function howMany(facets: Facets | undefined): string {
  if (facets === undefined) return '';
  return `${facets.isBound ? 'at least ' : ''}${count(facets.total)}`;
}

function NothingFound({ route }: { readonly route: RouteOf<'sentences'> }): JSX.Element {
  return (
    <Nothing>
      <p>
        No sentence passes this filter. <a href={hrefOf({ ...route, filter: {} })}>Clear it</a>
      </p>
    </Nothing>
  );
}
