import { useEffect, useMemo, useRef, type JSX, type KeyboardEvent, type MouseEvent } from 'react';

import type { Article, ArticleSentence } from '../api/types.js';
import { replaceRoute } from '../hooks/use-route.js';
import { hrefOf, type RouteOf } from '../model/route.js';
import { cutAtSpans, paragraphsOf } from '../model/segments.js';
import { EvidenceText } from './evidence-text.js';
import { labelClass, labelLetter, labelName } from './label-badge.js';

interface ArticleTextProps {
  readonly article: Article;
  readonly route: RouteOf<'article'>;
  readonly onWalk: (by: number) => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** The text as printed. Each sentence is a link to itself, tinted and lettered; one of them at a time is a tab stop. */
export function ArticleText({ article, route, onWalk }: ArticleTextProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { text, sentences } = article;
  const paragraphs = useMemo(() => paragraphsOf(cutAtSpans(text, sentences)), [text, sentences]);
  const tabStop = route.sentence ?? sentences[0]?.index;
  useFollow(box, route.sentence);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    onWalk(by);
  };
  return (
    <div
      ref={box}
      className="article-text"
      dir="auto"
      lang={languageOf(article)}
      role="group"
      aria-label="Text"
      onKeyDown={onKeyDown}
    >
      {paragraphs.map((paragraph, nth) => (
        <p key={nth} dir="auto">
          {paragraph.map((stretch, place) =>
            stretch.kind === 'gap' ? (
              <span key={place}>{stretch.text}</span>
            ) : (
              <SentenceLink
                key={place}
                sentence={stretch.span}
                text={stretch.text}
                route={route}
                isTabStop={stretch.span.index === tabStop}
              />
            ),
          )}
        </p>
      ))}
    </div>
  );
}

interface SentenceLinkProps {
  readonly sentence: ArticleSentence;
  readonly text: string;
  readonly route: RouteOf<'article'>;
  readonly isTabStop: boolean;
}

function SentenceLink({ sentence, text, route, isTabStop }: SentenceLinkProps): JSX.Element {
  const { index, label, needsReview, evidence } = sentence;
  const isChosen = route.sentence === index;
  return (
    <a
      className={`printed ${labelClass(label)} ${needsReview === true ? 'unsure' : ''}`}
      href={hrefOf({ ...route, sentence: index })}
      aria-current={isChosen ? 'true' : undefined}
      tabIndex={isTabStop ? 0 : -1}
      data-sentence={index}
      onClick={(event) => choose(event, { ...route, sentence: index })}
    >
      <span className="printed-letter" aria-hidden="true">
        {labelLetter(label)}
        {needsReview === true ? '?' : ''}
      </span>
      <span className="sr-only">
        {labelName(label)}
        {needsReview === true ? ', needs review' : ''}:{' '}
      </span>
      {route.evidence || isChosen ? <EvidenceText text={text} evidence={evidence} /> : text}
    </a>
  );
}

/** A plain click changes the address without a step in the history: back leads out of the article. */
function choose(event: MouseEvent, route: RouteOf<'article'>): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  replaceRoute(route);
}

/** Brings the chosen sentence into sight and, when the focus is in the text or nowhere, moves the focus to it. */
function useFollow(box: React.RefObject<HTMLElement | null>, sentence: number | undefined): void {
  useEffect(() => {
    if (sentence === undefined) return;
    const link = box.current?.querySelector<HTMLElement>(`[data-sentence="${sentence}"]`);
    link?.scrollIntoView({ block: 'nearest' });
    const { activeElement } = document;
    const isFree = activeElement === null || activeElement === document.body || activeElement.tagName === 'H1';
    if (isFree || box.current?.contains(activeElement) === true) link?.focus({ preventScroll: true });
  }, [box, sentence]);
}

/** Its language when it is a well-formed tag: a wrong one would make a reader speak with a wrong voice. */
function languageOf({ language }: Article): string | undefined {
  return language !== null && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? language : undefined;
}
