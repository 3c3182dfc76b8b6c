import {
  type ArticleOutcome,
  ArticleSubmitted,
  type ArticleSplit,
  revisionOf,
  type SentenceLabelled,
  sentenceIdOf,
} from '@sitrep/contracts';
import type { Delivery } from '@sitrep/pipeline';

/** A moment that tests count from, in milliseconds since 1970. */
export const NOON = Date.UTC(2026, 0, 1, 12);

/** Where an input record stood, and when it was appended. */
export interface InputPlace {
  readonly partition?: number;
  readonly offset: number;
  /** Milliseconds after {@link NOON}. */
  readonly at?: number;
}

/** A made-up W3C trace context; `number` is a digit. */
export const traceparentOf = (number: number): string => `00-${String(number || 'a').repeat(32)}-00f067aa0ba902b7-01`;

/** The text of a made-up article: sentences of one line each. */
export const bodyOf = (word: string, sentences: number): string =>
  Array.from({ length: sentences }, (_, index) => lineOf(word, index)).join(' ');

const lineOf = (word: string, index: number): string => `Sentence ${index} of ${word}.`;

/** A labelled sentence, as the classifier announces it; `word` and `count` (3) stand for the text of its article. */
export function labelledEvent(
  articleId: string,
  word: string,
  index: number,
  changes: Partial<SentenceLabelled> = {},
): SentenceLabelled {
  const { count = 3 } = changes;
  const text = lineOf(word, index);
  const revision = revisionOf(bodyOf(word, count));
  return {
    sentenceId: sentenceIdOf(articleId, revision, index),
    articleId,
    revision,
    index,
    count,
    start: index * (text.length + 1),
    end: index * (text.length + 1) + text.length,
    text,
    modelVersion: 'model-1',
    label: 'military',
    confidence: 0.75,
    scores: { military: 0.75, diplomatic: 0.15, humanitarian: 0.1 },
    none: 0.05,
    needsReview: false,
    evidence: [{ text: word, start: 0, end: word.length, weight: 1.5 }],
    ...changes,
  };
}

/** The manifest of a made-up article of three sentences. */
export function splitEvent(
  articleId: string,
  word: string,
  place: InputPlace,
  changes: Partial<ArticleSplit> = {},
): ArticleSplit {
  const text = bodyOf(word, 3);
  return {
    outcome: 'split',
    origin: originOf(place),
    articleId,
    revision: revisionOf(text),
    title: `About ${word}`,
    text,
    sentenceCount: 3,
    cleaning: {},
    ...changes,
  };
}

/** The withdrawal of an article. */
export function retractedEvent(articleId: string, place: InputPlace): ArticleOutcome {
  return { outcome: 'retracted', origin: originOf(place), articleId };
}

/** An input record that could not be taken. */
export function rejectedEvent(place: InputPlace): ArticleOutcome {
  return { outcome: 'rejected', origin: originOf(place), code: 'JSON_INVALID', message: 'Not a JSON document.' };
}

/** An event as it reaches a stage. `time` is its CloudEvents time, in milliseconds after {@link NOON}. */
export function deliveryOf<Event>(event: Event, time = 0, traceparent?: string): Delivery<Event> {
  return {
    event,
    position: { topic: 'test', partition: 0, offset: 0 },
    timestamp: NOON,
    eventTime: NOON + time,
    traceparent,
  };
}

const originOf = ({ partition = 0, offset, at = 0 }: InputPlace): ArticleOutcome['origin'] => ({
  topic: ArticleSubmitted.topic,
  partition,
  offset,
  timestamp: new Date(NOON + at).toISOString(),
});
