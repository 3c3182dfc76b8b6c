import type { JSX } from 'react';

import { getArticles } from '../api/client.js';
import type { ArticleItem } from '../api/types.js';
import { usePagedList } from '../hooks/use-paged-list.js';
import { count } from '../model/format.js';
import { articleHref } from '../model/route.js';
import { Failed, FirstSteps, Loading } from '../parts/notice.js';
import { When } from '../parts/when.js';

const PAGE = 50;
const loadPage = (cursor: string | undefined, signal: AbortSignal): ReturnType<typeof getArticles> =>
  getArticles(PAGE, cursor, signal);
const idOf = ({ articleId, revision }: ArticleItem): string => `${articleId} ${revision}`;

/** The articles, the newest first. */
export function ArticlesView(): JSX.Element {
  const list = usePagedList('articles', loadPage, idOf);
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Articles</h1>
        {list.newer === '' ? null : (
          <button type="button" onClick={list.showNewer}>
            Show {list.newer} new
          </button>
        )}
      </header>
      {list.error ? <Failed error={list.error} reload={list.reload} /> : null}
      {list.items === undefined && !list.error ? <Loading what="articles" /> : null}
      {list.items?.length === 0 ? <FirstSteps /> : null}
      {list.items !== undefined && list.items.length > 0 ? <ArticleTable articles={list.items} /> : null}
      {list.hasMore ? (
        <button type="button" className="more" onClick={list.loadMore}>
          Load more
        </button>
      ) : null}
    </>
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
