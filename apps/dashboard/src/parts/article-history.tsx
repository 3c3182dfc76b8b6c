import { useState, type JSX } from 'react';

import { getStory } from '../api/client.js';
import { getArticleChanges, getArticleTrace } from '../api/quality.js';
import type { Article, ArticleTrace, RevisionChanges } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { count, dateTime, plural } from '../model/format.js';
import { articleHref } from '../model/route.js';
import { useZone } from '../hooks/use-settings.js';
import { ApiLink } from './api-link.js';
import { LabelBadge } from './label-badge.js';
import { StoryList } from './story-list.js';
import { When } from './when.js';
import { WideTable } from './wide-table.js';

/** Stories are looked for in the background, once in a while. */
const STORY_EVERY_MS = 30_000;

/** What stands below an article: its texts compared, its way through the pipeline, and the record as it is stored. */
export function ArticleHistory({ article }: { readonly article: Article }): JSX.Element {
  const story = useResource(
    `story ${article.articleId}`,
    (signal) => getStory(article.articleId, signal),
    STORY_EVERY_MS,
  ).value;
  const others = (story?.count ?? 0) - 1;
  return (
    <div className="article-history">
      {story === undefined || others < 1 ? null : (
        <Fold
          name={`Told by ${plural(others, 'other article')} as well`}
          body={() => <StoryList story={story} articleId={article.articleId} />}
        />
      )}
      {article.revisions.length > 1 ? <Fold name="What changed" body={() => <Changes article={article} />} /> : null}
      <Fold name="Trace" body={() => <Trace article={article} />} />
      <Fold name="Record" body={() => <Record article={article} />} />
    </div>
  );
}

/** A part that is asked for only when it is opened. */
function Fold({ name, body }: { readonly name: string; readonly body: () => JSX.Element }): JSX.Element {
  const [open, setOpen] = useState(false);
  return (
    <details className="fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{name}</h2>
      </summary>
      {open ? body() : null}
    </details>
  );
}

function Changes({ article: { articleId, revision, revisions } }: { readonly article: Article }): JSX.Element {
  const place = revisions.findIndex((one) => one.revision === revision);
  const others = revisions.filter((one) => one.revision !== revision);
  const [from, setFrom] = useState((revisions[place + 1] ?? others[0])?.revision ?? '');
  const zone = useZone();
  const changes = useResource(`changes ${articleId} ${from} ${revision}`, (signal) =>
    getArticleChanges(articleId, from, revision, signal),
  );
  return (
    <>
      <p>
        <label>
          This text against that of{' '}
          <select value={from} onChange={({ target }) => setFrom(target.value)}>
            {others.map((one) => (
              <option key={one.revision} value={one.revision}>
                {dateTime(one.receivedAt, zone)} ({one.state}, {one.revision.slice(0, 8)})
              </option>
            ))}
          </select>
        </label>{' '}
        <a href={articleHref(articleId, undefined, from)}>read that one</a>
      </p>
      {changes.value === undefined ? (
        <p className="muted">{changes.error?.message ?? 'Loading …'}</p>
      ) : (
        <ChangeList changes={changes.value} />
      )}
    </>
  );
}

const MARKS = { kept: ' ', added: '+', removed: '−' } as const;
const TOLD = { kept: 'Kept', added: 'Added', removed: 'Removed' } as const;

function ChangeList({ changes: { counts, changes } }: { readonly changes: RevisionChanges }): JSX.Element {
  return (
    <>
      <p className="muted">
        {plural(counts.kept, 'sentence')} kept, {count(counts.added)} added, {count(counts.removed)} removed
        {counts.relabelled === 0 ? '' : `; ${count(counts.relabelled)} kept with another label`}.
      </p>
      <ul className="change-list">
        {changes.map(({ kind, from, to }, nth) => (
          <li key={nth} className={kind}>
            <span className="change-mark" aria-hidden="true">
              {MARKS[kind]}
            </span>
            <span className="sr-only">{TOLD[kind]}: </span>
            {from !== null && to !== null && from.label !== to.label ? (
              <>
                <LabelBadge label={from.label} />
                <span aria-hidden="true"> → </span>
              </>
            ) : null}
            <LabelBadge label={(to ?? from)?.label ?? null} /> <bdi dir="auto">{(to ?? from)?.text}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

const HOP_COLUMNS = ['Step', 'When', 'Where', 'By', 'Model', 'Text', 'More'];

function Trace({ article: { articleId } }: { readonly article: Article }): JSX.Element {
  const trace = useResource(`trace ${articleId}`, (signal) => getArticleTrace(articleId, signal));
  const { value } = trace;
  if (value === undefined) return <p className="muted">{trace.error?.message ?? 'Loading …'}</p>;
  const traces = [...new Set(value.hops.flatMap(({ traceparent }) => traceparent ?? []))];
  return (
    <>
      <WideTable name="Steps of the article" className="hops" columns={HOP_COLUMNS}>
        {value.hops.map((hop, nth) => (
          <HopRow key={nth} hop={hop} />
        ))}
      </WideTable>
      {traces.length === 0 ? null : (
        <p className="muted small">
          traceparent{' '}
          {traces.map((one) => (
            <code key={one}>{one} </code>
          ))}
        </p>
      )}
    </>
  );
}

function HopRow({ hop }: { readonly hop: ArticleTrace['hops'][number] }): JSX.Element {
  const { step, topic, partition, firstOffset, lastOffset, firstAt, service, serviceVersion, modelVersion } = hop;
  return (
    <tr>
      <th scope="row">{step}</th>
      <td>
        <When at={firstAt} />
      </td>
      <td>
        {topic === null ? (
          <span className="muted">database</span>
        ) : (
          <>
            <code>{topic}</code> {partition}/{firstOffset}
            {lastOffset === firstOffset ? '' : `–${lastOffset}`}
          </>
        )}
      </td>
      <td>
        {service ?? ''} {serviceVersion ?? ''}
      </td>
      <td>{modelVersion === null ? '' : <code>{modelVersion}</code>}</td>
      <td>{hop.revision === null ? '' : <code>{hop.revision.slice(0, 8)}</code>}</td>
      <td>
        <bdi dir="auto">{hop.detail ?? (hop.count === null ? '' : plural(hop.count, 'sentence'))}</bdi>
      </td>
    </tr>
  );
}

/** What the API gives, without what is shown above already. */
function Record({ article }: { readonly article: Article }): JSX.Element {
  const { text: _text, sentences: _sentences, ...rest } = article;
  return (
    <>
      <pre className="record" tabIndex={0}>
        <code dir="ltr">{JSON.stringify(rest, undefined, 2)}</code>
      </pre>
      <p className="small">
        <ApiLink
          path={`/v1/articles/${encodeURIComponent(article.articleId)}?revision=${article.revision}`}
          file="article.json"
        >
          All of it as JSON, text and sentences included
        </ApiLink>
      </p>
    </>
  );
}
