import { useRef, useState, type JSX } from 'react';

import { getReviewQueue } from '../api/quality.js';
import type { ReviewItem } from '../api/types.js';
import { usePatched, useWords } from '../hooks/use-corrections.js';
import { useKeys } from '../hooks/use-keys.js';
import { useMayCorrect } from '../hooks/use-may-correct.js';
import { useResource } from '../hooks/use-resource.js';
import { patched } from '../model/corrections.js';
import { percent, plural } from '../model/format.js';
import { articleHref } from '../model/route.js';
import { Confidence } from './confidence.js';
import { CorrectBar, correctKeys } from './correct-bar.js';
import { LabelBadge, labelClass } from './label-badge.js';

const SHOWN = 10;
const EVERY_MS = 10_000;

/** What a person should look at, the most valuable first. What was said stays in its place until there is nothing under the hand. */
export function ReviewQueue(): JSX.Element {
  const queue = useResource('review', (signal) => getReviewQueue(SHOWN, signal), EVERY_MS);
  const [shown, setShown] = useState<readonly ReviewItem[]>();
  const items = shown ?? queue.value?.items;
  const { patches } = useWords();
  const said = items?.filter(({ sentence }) => patches.has(sentence.sentenceId)).length ?? 0;
  return (
    <section className="card review-queue" aria-labelledby="review-queue">
      <header className="card-head">
        <h2 id="review-queue">To review</h2>
        {said > 0 ? (
          <button
            type="button"
            onClick={() => {
              setShown(undefined);
              queue.reload();
            }}
          >
            Next ones
          </button>
        ) : null}
      </header>
      {items === undefined ? (
        <p className="muted">{queue.error?.message ?? 'Loading …'}</p>
      ) : items.length === 0 ? (
        <p>Nothing needs a review.</p>
      ) : (
        <Queue items={items} onTouch={() => setShown(items)} />
      )}
      {queue.value === undefined || queue.value.items.length === 0 ? null : (
        <p className="muted small">
          {queue.value.rule} Of {plural(queue.value.pool, 'sentence')}. <kbd>j</kbd> <kbd>k</kbd> walk, <kbd>1</kbd>{' '}
          <kbd>2</kbd> <kbd>3</kbd> say military, diplomatic, humanitarian.
        </p>
      )}
    </section>
  );
}

interface QueueProps {
  readonly items: readonly ReviewItem[];
  /** Somebody works in it: it must not move. */
  readonly onTouch: () => void;
}

function Queue({ items, onTouch }: QueueProps): JSX.Element {
  const box = useRef<HTMLOListElement>(null);
  const [active, setActive] = useState(-1);
  const { patches } = useWords();
  const mayCorrect = useMayCorrect();
  const current = mayCorrect ? items[active]?.sentence : undefined;
  const walk = (by: number): void => {
    const to = Math.min(items.length - 1, Math.max(0, active + by));
    setActive(to);
    box.current?.querySelector<HTMLElement>(`[data-nth="${to}"] a`)?.focus();
  };
  useKeys({
    j: () => walk(1),
    k: () => walk(-1),
    o: () => box.current?.querySelector<HTMLElement>(`[data-nth="${active}"] a`)?.click(),
    ...correctKeys(current && patched(current, patches.get(current.sentenceId))),
  });
  return (
    <ol ref={box} className="queue" onFocus={onTouch} onPointerDown={onTouch}>
      {items.map((item, nth) => (
        <li
          key={item.sentence.sentenceId}
          data-nth={nth}
          className={nth === active ? 'active' : ''}
          onFocus={() => setActive(nth)}
        >
          <QueueRow item={item} mayCorrect={mayCorrect} />
        </li>
      ))}
    </ol>
  );
}

function QueueRow({ item, mayCorrect }: { readonly item: ReviewItem; readonly mayCorrect: boolean }): JSX.Element {
  const sentence = usePatched(item.sentence);
  const { articleId, index, revision, text, article } = sentence;
  return (
    <div className={`queue-row ${labelClass(sentence.label)}`}>
      <LabelBadge label={sentence.label} />
      {sentence.corrected ? (
        <span className="said">said</span>
      ) : (
        <Confidence value={sentence.confidence} review={null} />
      )}
      <a href={articleHref(articleId, index, revision)} className="sentence-link">
        <bdi dir="auto">{text}</bdi>
      </a>
      {mayCorrect ? <CorrectBar sentence={sentence} name="Say what this sentence is" /> : null}
      <p className="origin muted small">
        <bdi dir="auto">{article.source ?? 'Unknown source'}</bdi>
        <span>margin {percent(item.margin)}</span>
        {item.copies > 1 ? <span>{item.copies} times in the queue</span> : null}
        {item.boilerplate ? <span>boilerplate</span> : null}
      </p>
    </div>
  );
}
