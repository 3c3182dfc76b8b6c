import { useCallback, type JSX } from 'react';

import { countArticles, getArticles } from '../api/client.js';
import { LABELS, type ArticleItem } from '../api/types.js';
import { usePagedList } from '../hooks/use-paged-list.js';
import { useResource } from '../hooks/use-resource.js';
import { replaceRoute } from '../hooks/use-route.js';
import { count } from '../model/format.js';
import { articleHref, articlesHref, type RouteOf } from '../model/route.js';
import { queryOf, withParts } from '../model/sentence-filter.js';
import type { ChangeParts } from '../parts/fields.js';
import { FilterChips } from '../parts/filter-chips.js';
import { Failed, FirstSteps, Loading, Nothing } from '../parts/notice.js';
import { SearchField } from '../parts/search-field.js';
import { ShowNewer } from '../parts/show-newer.js';
import { SourceSelect } from '../parts/source-select.js';
import { When } from '../parts/when.js';

const PAGE = 50;
/** Counting costs more than a page of the list. */
const COUNT_EVERY_MS = 30_000;
const idOf = ({ articleId, revision }: ArticleItem): string => `${articleId} ${revision}`;

/** The articles that have words in their title and a sentence that passes the filter, those that came last first. */
export function ArticlesView({ route }: { readonly route: RouteOf<'articles'> }): JSX.Element {
  const { filter, title } = route;
  const name = `${queryOf(filter)} ${title ?? ''}`;
  const load = useCallback(
    (cursor: string | undefined, signal: AbortSignal) => getArticles({ filter, title, limit: PAGE, cursor }, signal),
    // The name says all of it.
    [name],
  );
  const list = usePagedList(`articles ${name}`, load, idOf);
  const total = useResource(
    `count of articles ${name}`,
    (signal) => countArticles(filter, title, signal),
    COUNT_EVERY_MS,
  );
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Articles</h1>
        <p className="muted">{total.value === undefined ? '' : count(total.value)}</p>
        <ShowNewer list={list} what="articles" />
      </header>
      <ArticleFilter route={route} />
      {list.error ? <Failed error={list.error} reload={list.reload} /> : null}
      {list.items === undefined && !list.error ? <Loading what="articles" /> : null}
      {list.items?.length === 0 ? name === ' ' ? <FirstSteps /> : <NothingFound /> : null}
      {list.items !== undefined && list.items.length > 0 ? <ArticleTable articles={list.items} /> : null}
      {list.hasMore ? (
        <button type="button" className="more" onClick={list.loadMore}>
          Load more
        </button>
      ) : null}
    </>
  );
}

function ArticleFilter({ route }: { readonly route: RouteOf<'articles'> }): JSX.Element {
  const { filter, title } = route;
  const change: ChangeParts = (parts) => replaceRoute({ ...route, filter: withParts(filter, parts) });
  return (
    <search className="filters" aria-label="Filter articles">
      <SearchField
        what="the titles"
        words={title ?? ''}
        onWords={(words) => replaceRoute({ view: 'articles', filter, ...(words.trim() !== '' && { title: words }) })}
      />
      <SearchField what="the sentences" hint={false} words={filter.q ?? ''} onWords={(q) => change({ q })} />
      <label>
        <span className="sr-only">Label of a sentence</span>
        <select value={filter.label ?? ''} onChange={({ target }) => change({ label: target.value })}>
          <option value="">With any label</option>
          {LABELS.map((label) => (
            <option key={label} value={label}>
              With {label} sentences
            </option>
          ))}
        </select>
      </label>
      <SourceSelect source={filter.source} onSource={(source) => change({ source })} />
      <FilterChips route={route} inSight={['source']} />
    </search>
  );
}

function NothingFound(): JSX.Element {
  return (
    <Nothing>
      <p>
        No article has such a title and such a sentence. <a href={articlesHref()}>Show all</a>
      </p>
    </Nothing>
  );
}

function ArticleTable({ articles }: { readonly articles: readonly ArticleItem[] }): JSX.Element {
  return (
    <table className="articles">
      <thead>
        <tr>
          <th scope="col">Article</th>
          <th scope="col">Source</th>
          <th scope="col" className="number">
            Sentences
          </th>
          <th scope="col">Published</th>
          <th scope="col">Received</th>
        </tr>
      </thead>
      <tbody>
        {articles.map((article) => (
          <tr key={idOf(article)}>
            <th scope="row">
              <a href={articleHref(article.articleId)}>
                <bdi dir="auto">{article.title ?? article.articleId}</bdi>
              </a>
            </th>
            <td data-name="Source">
              <bdi dir="auto">{article.source ?? '–'}</bdi>
            </td>
            <td data-name="Sentences" className="number">
              {count(article.sentenceCount)}
            </td>
            <td data-name="Published">
              <When at={article.publishedAt} />
            </td>
            <td data-name="Received">
              <When at={article.receivedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
