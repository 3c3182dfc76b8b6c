import type { JSX } from 'react';

import type { Article } from '../api/types.js';
import { plural } from '../model/format.js';
import { articleHref, articlesHref } from '../model/route.js';
import { safeHref } from '../model/safe-href.js';
import { When } from './when.js';

/** Title, source and times of an article, and which of its texts this is. */
export function ArticleHead({ article }: { readonly article: Article }): JSX.Element {
  const { title, articleId, author, source, state } = article;
  const url = safeHref(article.url);
  return (
    <header className="article-head">
      <p className="back">
        <a href={articlesHref()}>← Articles</a>
      </p>
      <h1 tabIndex={-1} dir="auto">
        {title ?? 'Article without a title'}
      </h1>
      <p className="byline">
        <bdi dir="auto">{source ?? 'Unknown source'}</bdi>
        {author === null ? null : <bdi dir="auto">{author}</bdi>}
        {article.publishedAt === null ? null : (
          <span>
            published <When at={article.publishedAt} />
          </span>
        )}
        <span>
          received <When at={article.receivedAt} />
        </span>
        <span>{plural(article.sentenceCount, 'sentence')}</span>
        {url === undefined ? null : (
          <a href={url} target="_blank" rel="noreferrer noopener">
            original<span className="sr-only"> in a new tab</span> <span aria-hidden="true">↗</span>
          </a>
        )}
      </p>
      <p className="byline small">
        <span>
          id <code>{articleId}</code>
        </span>
        <span>
          revision <code title={article.revision}>{article.revision.slice(0, 8)}</code>
        </span>
        {url === undefined && article.url !== null ? (
          <span>
            address <code>{article.url}</code>
          </span>
        ) : null}
      </p>
      {state === 'current' ? null : (
        <p className="state" role="note">
          {state === 'retracted'
            ? 'This article was retracted by its source.'
            : 'This text was superseded by a newer one. '}
          {state === 'superseded' ? <a href={articleHref(articleId)}>Show the current text</a> : null}
        </p>
      )}
    </header>
  );
}
