import { useMemo, type JSX } from 'react';

import { getArticle, getArticleLedger } from '../api/client.js';
import type { Article } from '../api/types.js';
import { useWords } from '../hooks/use-corrections.js';
import { useKeys } from '../hooks/use-keys.js';
import { useResource } from '../hooks/use-resource.js';
import { replaceRoute } from '../hooks/use-route.js';
import { patched } from '../model/corrections.js';
import { labelMixOf } from '../model/label-mix.js';
import type { RouteOf } from '../model/route.js';
import { ArticleHead } from '../parts/article-head.js';
import { ArticleHistory } from '../parts/article-history.js';
import { ArticleLedgerTable } from '../parts/article-ledger.js';
import { ArticleText } from '../parts/article-text.js';
import { LabelLegend } from '../parts/label-legend.js';
import { Failed, Loading } from '../parts/notice.js';
import { SentencePanel } from '../parts/sentence-panel.js';

/** One article: its text as printed, each sentence with its label, and why. */
export function ArticleView({ route }: { readonly route: RouteOf<'article'> }): JSX.Element {
  const { articleId, revision } = route;
  const article = useResource(`article ${articleId} ${revision ?? ''}`, (signal) =>
    getArticle(articleId, revision, signal),
  );
  const { value } = article;
  return (
    <>
      {value === undefined ? (
        <header className="view-head">
          <h1 tabIndex={-1}>Article</h1>
          <p className="muted">
            <bdi>{articleId}</bdi>
          </p>
        </header>
      ) : null}
      {article.error !== undefined && value === undefined ? (
        <Failed error={article.error} reload={article.reload} />
      ) : null}
      {article.error === undefined && value === undefined ? <Loading what="the article" /> : null}
      {value === undefined ? null : <Reader route={route} article={value} />}
    </>
  );
}

function Reader({
  route,
  article: given,
}: {
  readonly route: RouteOf<'article'>;
  readonly article: Article;
}): JSX.Element {
  const { patches } = useWords();
  const article = useMemo(
    () => ({ ...given, sentences: given.sentences.map((one) => patched(one, patches.get(one.sentenceId))) }),
    [given, patches],
  );
  const { sentences } = article;
  const { evidence } = route;
  const chosen = sentences.find(({ index }) => index === route.sentence);
  const ledger = useResource(`ledger ${article.articleId}`, (signal) => getArticleLedger(article.articleId, signal));
  const choose = (index: number | undefined): void => {
    const { sentence: _sentence, ...rest } = route;
    replaceRoute(index === undefined ? rest : { ...rest, sentence: index });
  };
  const walk = (by: number): void => {
    const at = sentences.findIndex(({ index }) => index === route.sentence);
    choose(sentences[Math.min(sentences.length - 1, Math.max(0, at + by))]?.index);
  };
  const toggleEvidence = (): void => replaceRoute({ ...route, evidence: !evidence });
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    e: toggleEvidence,
    u: () => window.history.back(),
    Escape: () => choose(undefined),
  });
  return (
    <div className={`reader ${chosen === undefined ? '' : 'has-panel'}`}>
      <ArticleHead article={article} />
      <div className="reader-tools">
        <LabelLegend mix={labelMixOf(sentences)} />
        <label className="check">
          <input type="checkbox" checked={evidence} onChange={toggleEvidence} />
          Underline evidence
        </label>
      </div>
      <ArticleText article={article} route={route} onWalk={walk} />
      <aside className="panel" aria-label="The chosen sentence">
        {chosen === undefined ? (
          <p className="muted panel-hint">
            Choose a sentence to see its scores and the words that decided. <kbd>j</kbd> and <kbd>k</kbd> walk through
            them.
          </p>
        ) : (
          <SentencePanel sentence={chosen} count={sentences.length} onWalk={walk} onClose={() => choose(undefined)} />
        )}
      </aside>
      <ArticleLedgerTable article={article} ledger={ledger.value} error={ledger.error} />
      <ArticleHistory key={article.revision} article={article} />
    </div>
  );
}
