import {
  revisionOf,
  sentenceIdOf,
  spansHashOf,
  type ArticleOutcome,
  type RecordPosition,
  type SentenceExtracted,
} from '@sitrep/contracts';
import { isOverlong, type Sentence } from '@sitrep/sentences';

import type { CleanArticle } from './clean-article.js';

/** Position of the input record, and when it was appended, in milliseconds since 1970. */
export interface Origin {
  readonly position: RecordPosition;
  readonly timestamp: number;
}

/** The input record as outcomes name it. */
export function originOf({ position, timestamp }: Origin): ArticleOutcome['origin'] {
  return { ...position, timestamp: new Date(timestamp).toISOString() };
}

/** An article with its sentences, and the names of both. */
export interface SplitArticle extends CleanArticle {
  readonly sentences: readonly Sentence[];
  readonly spansHash: string;
  readonly revision: string;
}

/** Names a split article. Split otherwise, the same text has another name: no two splits are ever mixed. */
export function nameSplit(article: CleanArticle, sentences: readonly Sentence[]): SplitArticle {
  const spansHash = spansHashOf(sentences);
  return { ...article, sentences, spansHash, revision: revisionOf(article.text, spansHash) };
}

/** The manifest of an article that has been split. */
export function manifestOf(article: SplitArticle, origin: Origin): ArticleOutcome {
  const { articleId, revision, text, metadata, sentences, spansHash, cleaning } = article;
  return {
    outcome: 'split',
    origin: originOf(origin),
    articleId,
    revision,
    ...metadata,
    text,
    sentenceCount: sentences.length,
    spansHash,
    cleaning,
  };
}

/** One event a sentence, made as they are asked for: a long article's events need not be in memory together. */
export function* sentenceEventsOf({ articleId, revision, sentences }: SplitArticle): Generator<SentenceExtracted> {
  for (const [index, sentence] of sentences.entries()) {
    yield {
      sentenceId: sentenceIdOf(articleId, revision, index),
      articleId,
      revision,
      index,
      count: sentences.length,
      start: sentence.start,
      end: sentence.end,
      text: sentence.text,
      ...(isOverlong(sentence) && { overlong: true as const }),
    };
  }
}
