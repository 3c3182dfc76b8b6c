import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type JSX } from 'react';

import type { Sentence } from '../api/types.js';
import { usePatched, useWords } from '../hooks/use-corrections.js';
import { useKeys } from '../hooks/use-keys.js';
import { useMayCorrect } from '../hooks/use-may-correct.js';
import { markedPlace, markPlace } from '../hooks/use-route.js';
import { patched } from '../model/corrections.js';
import { articleHref } from '../model/route.js';
import { safeHref } from '../model/safe-href.js';
import { cutAtSpans } from '../model/segments.js';
import { Confidence } from './confidence.js';
import { CorrectBar, correctKeys } from './correct-bar.js';
import { EvidenceText } from './evidence-text.js';
import { LabelBadge, labelClass } from './label-badge.js';
import { When } from './when.js';

interface SentenceListProps {
  readonly sentences: readonly Sentence[];
  /** Underline the deciding words. */
  readonly evidence: boolean;
  /** The end of the list comes into sight. */
  readonly onEnd: (() => void) | undefined;
}

/** Rows beyond the screen that are kept ready. */
const OVERSCAN = 12;

/** A list of any length, of which only the rows in sight are in the page. `j` and `k` walk it, `o` opens a row. */
export function SentenceList({ sentences, evidence, onEnd }: SentenceListProps): JSX.Element {
  const box = useRef<HTMLUListElement>(null);
  const offset = useOffset(box);
  const [active, setActive] = useState(() => placeIn(sentences));
  const virtualizer = useWindowVirtualizer({
    count: sentences.length,
    estimateSize: () => 64,
    overscan: OVERSCAN,
    scrollMargin: offset,
    // What stands at the top of the window covers no row that is walked to.
    scrollPaddingStart: 72,
    scrollPaddingEnd: 72,
    getItemKey: (nth) => sentences[nth]?.sentenceId ?? nth,
    // The row that has the focus stays in the page, so that the focus is not lost by scrolling.
    rangeExtractor: (range) =>
      [...new Set([...(active < 0 ? [] : [active]), ...defaultRangeExtractor(range)])].sort((a, b) => a - b),
  });
  const rows = virtualizer.getVirtualItems().filter(({ index }) => index < sentences.length);
  const lastRow = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastRow >= sentences.length - OVERSCAN) onEnd?.();
  }, [lastRow, sentences.length, onEnd]);

  useReturn(active, (index) => {
    virtualizer.scrollToIndex(index, { align: 'center' });
    requestAnimationFrame(() => focusRow(box.current, index));
  });
  const walk = (by: number): void => {
    const to = Math.min(sentences.length - 1, Math.max(0, active + by));
    setActive(to);
    virtualizer.scrollToIndex(to, { align: 'auto' });
    requestAnimationFrame(() => focusRow(box.current, to));
  };
  const mayCorrect = useMayCorrect();
  const { patches } = useWords();
  const current = mayCorrect ? sentences[active] : undefined;
  useKeys({
    ...correctKeys(current && patched(current, patches.get(current.sentenceId))),
    j: () => walk(1),
    k: () => walk(-1),
    o: () => box.current?.querySelector<HTMLAnchorElement>(`[data-index="${active}"] .sentence-link`)?.click(),
  });
  return (
    <ul ref={box} className="sentences" style={{ height: virtualizer.getTotalSize() }} role="list">
      {rows.map(({ index, start, key }) => (
        <li
          key={key}
          data-index={index}
          ref={virtualizer.measureElement}
          aria-posinset={index + 1}
          aria-setsize={sentences.length}
          className={index === active ? 'active' : ''}
          style={{ transform: `translateY(${start - offset}px)` }}
          onFocus={() => setActive(index)}
        >
          <Row
            sentence={sentences[index] as Sentence}
            evidence={evidence}
            mayCorrect={mayCorrect && index === active}
          />
        </li>
      ))}
    </ul>
  );
}

interface RowProps {
  readonly sentence: Sentence;
  readonly evidence: boolean;
  /** Show the buttons that say what it is. */
  readonly mayCorrect: boolean;
}

function Row({ sentence: given, evidence, mayCorrect }: RowProps): JSX.Element {
  const sentence = usePatched(given);
  const { article } = sentence;
  const url = safeHref(article.url);
  return (
    <article className={`row ${labelClass(sentence.label)}`}>
      <LabelBadge label={sentence.label} />
      {sentence.corrected ? (
        <span className="said">by a person</span>
      ) : (
        <Confidence value={sentence.confidence} review={sentence.needsReview} />
      )}
      <a
        className="sentence-link"
        href={articleHref(sentence.articleId, sentence.index, sentence.revision)}
        onClick={() => markPlace(sentence.sentenceId)}
      >
        <bdi dir="auto">
          <SentenceText sentence={sentence} evidence={evidence} />
        </bdi>
      </a>
      <p className="origin">
        <bdi dir="auto" className="origin-source">
          {article.source ?? 'Unknown source'}
        </bdi>
        <bdi dir="auto" className="origin-title">
          {article.title ?? sentence.articleId}
        </bdi>
        <span className="origin-time">
          <When at={article.publishedAt} missing="" />
        </span>
        {article.syndicated ? <span title="The article is a copy of an earlier one">copy</span> : null}
        {mayCorrect ? <CorrectBar sentence={sentence} name="Say what this sentence is" /> : null}
        {url === undefined ? null : (
          <a href={url} target="_blank" rel="noreferrer noopener" className="outside">
            original<span className="sr-only"> article in a new tab</span> <span aria-hidden="true">↗</span>
          </a>
        )}
      </p>
    </article>
  );
}

/** The words that were searched are marked, unless those that decided are. */
function SentenceText({
  sentence,
  evidence,
}: {
  readonly sentence: Sentence;
  readonly evidence: boolean;
}): JSX.Element {
  const { text, matches = [] } = sentence;
  if (evidence) return <EvidenceText text={text} evidence={sentence.evidence} />;
  return (
    <>
      {cutAtSpans(text, matches).map((stretch, nth) =>
        stretch.kind === 'gap' ? stretch.text : <mark key={nth}>{stretch.text}</mark>,
      )}
    </>
  );
}

/** The index of the sentence that was left from, -1 when there is none. */
function placeIn(sentences: readonly Sentence[]): number {
  const place = markedPlace();
  return place === undefined ? -1 : sentences.findIndex(({ sentenceId }) => sentenceId === place);
}

/** Once, when the list is come back to. */
function useReturn(active: number, bringBack: (index: number) => void): void {
  const latest = useRef(bringBack);
  const index = useRef(active);
  useEffect(() => {
    // After the rows were measured for the first time.
    if (index.current >= 0) requestAnimationFrame(() => latest.current(index.current));
  }, []);
}

function focusRow(box: HTMLElement | null, index: number): void {
  box?.querySelector<HTMLElement>(`[data-index="${index}"] .sentence-link`)?.focus({ preventScroll: true });
}

/** How far below the top of the page an element begins. */
function useOffset(box: React.RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = box.current?.getBoundingClientRect().top;
      if (top !== undefined) setOffset(Math.round(top + window.scrollY));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [box]);
  return offset;
}
