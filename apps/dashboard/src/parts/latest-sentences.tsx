import { useRef, useState, type JSX } from 'react';

import type { Sentence } from '../api/types.js';
import { articleHref, sentencesHref } from '../model/route.js';
import { Confidence } from './confidence.js';
import { LabelBadge, labelClass } from './label-badge.js';

/** The latest sentences. While the pointer or the focus is on the list it stands still, and says so. */
export function LatestSentences({ sentences }: { readonly sentences: readonly Sentence[] }): JSX.Element {
  const [busy, setBusy] = useState({ pointer: false, focus: false });
  const held = useRef(sentences);
  const isHeld = busy.pointer || busy.focus;
  if (!isHeld) held.current = sentences;
  const shown = held.current;
  const isStale = shown[0]?.sentenceId !== sentences[0]?.sentenceId;
  return (
    <section className="card latest" aria-labelledby="latest">
      <header>
        <h2 id="latest">Latest sentences</h2>
        <p className="muted">{isHeld && isStale ? 'Newer ones wait while you are here' : ''}</p>
        <a href={sentencesHref()}>All sentences</a>
      </header>
      <ul
        onPointerEnter={() => setBusy((is) => ({ ...is, pointer: true }))}
        onPointerLeave={() => setBusy((is) => ({ ...is, pointer: false }))}
        onFocus={() => setBusy((is) => ({ ...is, focus: true }))}
        onBlur={() => setBusy((is) => ({ ...is, focus: false }))}
      >
        {shown.map((sentence) => (
          <li key={sentence.sentenceId} className={labelClass(sentence.label)}>
            <LabelBadge label={sentence.label} />
            <Confidence value={sentence.confidence} review={sentence.needsReview} />
            <a className="sentence-link" href={articleHref(sentence.articleId, sentence.index)}>
              <bdi dir="auto">{sentence.text}</bdi>
            </a>
            <span className="latest-origin muted small">
              <bdi dir="auto">{sentence.article.source ?? 'Unknown source'}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
