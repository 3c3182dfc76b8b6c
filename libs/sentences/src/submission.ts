import {
  ArticleSubmitted,
  articleIdOf,
  decodeEvent,
  isRetraction,
  type RejectionCode,
  type SubmittedArticle,
} from '@sitrep/contracts';

import { cleanText } from './clean/clean-text.js';
import { detectFormat } from './clean/detect-format.js';

/** An article, or the retraction of one, that the pipeline will take. */
export interface Submission {
  readonly event: ArticleSubmitted;
  /** The id that the article will have in the pipeline, and the key of its record. */
  readonly articleId: string;
}

/** Why an article cannot be handed in: what the pipeline would say of it. */
export interface RefusedArticle {
  readonly code: RejectionCode;
  readonly message: string;
}

/**
 * Reads one article just as the pipeline will. Total.
 *
 * @param contentType left out, JSON is told from text by its beginning
 */
export function readSubmission(bytes: Uint8Array, contentType?: string): Submission | RefusedArticle {
  const headers = new Map(contentType === undefined ? [] : [['content-type', Buffer.from(contentType)]]);
  const decoded = decodeEvent(ArticleSubmitted, { key: null, value: bytes, headers, headerCount: headers.size });
  if (!decoded.ok) return { code: decoded.code, message: decoded.message };
  const { event } = decoded;
  return { event, articleId: isRetraction(event) ? event.retract : submittedIdOf(event) };
}

/** Whether the article may not be handed in. */
export function isRefused(read: Submission | RefusedArticle): read is RefusedArticle {
  return 'code' in read;
}

/** Only an article without id and url is named by its text, as the ingester cleans it. */
function submittedIdOf(article: SubmittedArticle): string {
  const { id, url, body, bodyFormat } = article;
  const isNamed = id !== undefined || url !== undefined;
  return articleIdOf(article, isNamed ? '' : cleanText(body, bodyFormat ?? detectFormat(body)).text);
}
