import { ApiError } from '@sitrep/api-client';
import { useEffect, useState, type FormEvent, type JSX } from 'react';

import sample from '../../../../libs/local-stack/sample/article.txt?raw';
import {
  getArticle,
  getArticleLedger,
  hasSentences,
  postArticle,
  type HandedIn,
  type NewArticle,
} from '../api/client.js';
import { getLetters } from '../api/dead-letters.js';
import type { Article, ArticleLedger, DeadLetterItem } from '../api/types.js';
import { useResource } from '../hooks/use-resource.js';
import { plural } from '../model/format.js';
import { articleHref, letterHref } from '../model/route.js';
import { Confidence } from '../parts/confidence.js';
import { EvidenceText } from '../parts/evidence-text.js';
import { LabelBadge, labelClass } from '../parts/label-badge.js';

interface PasteProps {
  /** Begins with the article that comes with Sitrep. */
  readonly sample: boolean;
  /** Whether articles may be handed in. */
  readonly canFeed: boolean;
  readonly onKey: () => void;
}

interface Sent extends HandedIn {
  /** By the clock of this machine, in milliseconds. */
  readonly began: number;
}

/** A text in, its sentences out, labelled, in seconds. */
export function PasteView({ sample: withSample, canFeed, onKey }: PasteProps): JSX.Element {
  const [body, setBody] = useState(withSample ? sample : '');
  const [sent, setSent] = useState<Sent>();
  const [failure, setFailure] = useState<Error>();
  useEffect(() => {
    if (withSample) setBody(sample);
  }, [withSample]);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const article = articleOf(new FormData(event.currentTarget), body);
    try {
      const began = Date.now();
      setSent({ ...(await postArticle(article)), began });
      setFailure(undefined);
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return (
    <>
      <header className="view-head">
        <h1 tabIndex={-1}>Paste an article</h1>
      </header>
      <div className="paste">
        <form className="paste-form" onSubmit={(event) => void submit(event)}>
          <label htmlFor="paste-body">Text</label>
          <textarea
            id="paste-body"
            required
            rows={14}
            dir="auto"
            value={body}
            onChange={({ target }) => setBody(target.value)}
          />
          <button type="button" className="link" onClick={() => setBody(sample)}>
            Use the sample article
          </button>
          <details>
            <summary>Title, source, address</summary>
            <label htmlFor="paste-title">Title</label>
            <input id="paste-title" name="title" type="text" maxLength={1000} dir="auto" />
            <label htmlFor="paste-source">Source</label>
            <input id="paste-source" name="source" type="text" maxLength={500} dir="auto" />
            <label htmlFor="paste-url">Address</label>
            <input id="paste-url" name="url" type="url" maxLength={2000} placeholder="https://" />
          </details>
          <div className="act-buttons">
            <button type="submit" className="primary" disabled={!canFeed || body.trim() === ''}>
              Label it
            </button>
            {canFeed ? null : (
              <p>
                This needs a key that may feed.{' '}
                <button type="button" className="link" onClick={onKey}>
                  Enter a key
                </button>
              </p>
            )}
          </div>
          <div role="alert">{failure === undefined ? null : <Refused error={failure} />}</div>
        </form>
        {sent === undefined ? (
          <p className="muted paste-hint">Its sentences come here, each with its label and the words that decided.</p>
        ) : (
          <Watched key={`${sent.articleId} ${sent.began}`} sent={sent} />
        )}
      </div>
    </>
  );
}

function articleOf(fields: FormData, body: string): NewArticle {
  const given = ['title', 'source', 'url'].flatMap((name) => {
    const value = fields.get(name);
    return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : [];
  });
  return { ...Object.fromEntries(given), body };
}

function Refused({ error }: { readonly error: Error }): JSX.Element {
  const { detail = '', errors = [] } = error instanceof ApiError ? error.problem : {};
  return (
    <div className="fate bad">
      <h3>{error.message}</h3>
      <p>{detail}</p>
      <ul>
        {errors.map((part) => (
          <li key={part.detail}>{part.detail}</li>
        ))}
      </ul>
    </div>
  );
}

/** Watches an article come out at the other end, or among the dead letters. */
function Watched({ sent }: { readonly sent: Sent }): JSX.Element {
  const { articleId, began } = sent;
  const { value } = useResource(`paste ${articleId} ${began}`, (signal) => progress(sent, signal));
  const [took, setTook] = useState<number>();
  const isDone = value?.ledger?.balanced === true;
  useEffect(() => {
    if (isDone) setTook((known) => known ?? Date.now() - began);
  }, [isDone, began]);
  return (
    <section className="paste-result" aria-labelledby="paste-result">
      <header className="letters-head">
        <h2 id="paste-result">Its sentences</h2>
        <p role="status" className="muted">
          {value?.rejection === undefined ? progressOf(value?.ledger, took) : 'None: it was rejected.'}
        </p>
      </header>
      {value?.rejection === undefined ? null : <Rejected letter={value.rejection} />}
      <Sentences article={value?.article} />
      {isDone ? <a href={articleHref(articleId)}>Read it as an article</a> : null}
    </section>
  );
}

function Rejected({ letter }: { readonly letter: DeadLetterItem }): JSX.Element {
  return (
    <div className="fate bad">
      <h3>{letter.code}</h3>
      <p>
        <bdi dir="auto">{letter.message}</bdi>
      </p>
      <p>
        Change the text and label it again. This one is kept <a href={letterHref(letter)}>among the dead letters</a>,
        from where an admin can send it again, edited.
      </p>
    </div>
  );
}

/** How far it is: its text and its ledger once there is a sentence, or why there will be none. */
interface Progress {
  readonly article?: Article;
  readonly ledger?: ArticleLedger;
  readonly rejection?: DeadLetterItem;
}

/** Clocks of several machines may differ by so much. */
const CLOCKS_DIFFER_MS = 60_000;

/** Before its first sentence is there, whoever asked for the article itself would be told that there is none. */
async function progress({ articleId, at }: Sent, signal: AbortSignal): Promise<Progress> {
  if (!(await hasSentences(articleId, signal))) {
    const from = new Date(at - CLOCKS_DIFFER_MS).toISOString();
    const [rejection] = (await getLetters({ article: articleId, from }, undefined, signal)).items;
    return rejection === undefined ? {} : { rejection };
  }
  const [article, ledger] = await Promise.all([
    getArticle(articleId, undefined, signal),
    getArticleLedger(articleId, signal),
  ]);
  return { article, ledger };
}

function progressOf(ledger: ArticleLedger | undefined, tookMs: number | undefined): string {
  if (ledger === undefined) return 'On its way …';
  const { split, stored, deadLettered } = ledger;
  const dead = deadLettered === 0 ? '' : `, ${deadLettered} dead-lettered`;
  if (tookMs !== undefined) return `${plural(stored, 'sentence')} labelled${dead} in ${(tookMs / 1000).toFixed(1)} s`;
  return `${stored} of ${split} labelled${dead} …`;
}

function Sentences({ article }: { readonly article: Article | undefined }): JSX.Element {
  return (
    <ol className="paste-sentences">
      {(article?.sentences ?? []).map(({ sentenceId, label, confidence, needsReview, text, evidence }) => (
        <li key={sentenceId} className={labelClass(label)}>
          <LabelBadge label={label} />
          <Confidence value={confidence} review={needsReview} />
          <bdi dir="auto">
            <EvidenceText text={text} evidence={evidence} />
          </bdi>
        </li>
      ))}
    </ol>
  );
}
