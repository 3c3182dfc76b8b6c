import type { JSX } from 'react';

import type { Article, ArticleLedger } from '../api/types.js';
import { count } from '../model/format.js';
import { articleHref } from '../model/route.js';
import { When } from './when.js';
import { WideTable } from './wide-table.js';

interface ArticleLedgerTableProps {
  readonly article: Article;
  readonly ledger: ArticleLedger | undefined;
  readonly error: Error | undefined;
}

/** Every text of the article, and whether all of its sentences are accounted for. */
export function ArticleLedgerTable({ article, ledger, error }: ArticleLedgerTableProps): JSX.Element {
  return (
    <section className="article-ledger" aria-labelledby="article-ledger">
      <h2 id="article-ledger">Ledger</h2>
      {ledger === undefined ? (
        <p className="muted">{error?.message ?? 'Loading …'}</p>
      ) : (
        <Rows article={article} ledger={ledger} />
      )}
      <p className="muted small">
        From <code>{article.origin.topic}</code>, partition {article.origin.partition}, offset {article.origin.offset}.
      </p>
    </section>
  );
}

const COLUMNS = ['Revision', 'Received', 'Split', 'Labelled', 'Stored', 'Dead', 'In flight', 'Balance'];

function Rows({ article, ledger }: { readonly article: Article; readonly ledger: ArticleLedger }): JSX.Element {
  return (
    <WideTable name="Ledger by revision" className="ledger" columns={COLUMNS}>
      {ledger.revisions.map((row) => {
        const known = article.revisions.find(({ revision }) => revision === row.revision);
        return (
          <tr key={row.revision} aria-current={row.revision === article.revision ? 'true' : undefined}>
            <th scope="row">
              <a href={articleHref(article.articleId, undefined, row.revision)}>
                <code>{row.revision.slice(0, 8)}</code>
              </a>{' '}
              {known?.state}
            </th>
            <td>
              <When at={known?.receivedAt ?? null} />
            </td>
            {[row.split, row.labelled, row.stored, row.deadLettered, row.inFlight].map((value, nth) => (
              <td key={nth} className="number">
                {count(value)}
              </td>
            ))}
            <td className={row.balanced ? 'pass' : 'busy'}>{row.balanced ? '● balanced' : '◐ open'}</td>
          </tr>
        );
      })}
    </WideTable>
  );
}
