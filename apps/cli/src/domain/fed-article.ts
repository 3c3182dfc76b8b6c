import { ArticleSubmitted, isRetraction } from '@sitrep/contracts';
import { isRefused, readSubmission, type RefusedArticle, type Submission } from '@sitrep/sentences';

/** What an article is called and where it came from, where the article itself does not say. */
export interface FeedOptions {
  /** Outranks the id in the article. */
  readonly id?: string | undefined;
  /** For articles that name no source. */
  readonly source?: string | undefined;
}

/** An article that the pipeline will take, as it is sent. */
export interface FedArticle extends Submission {
  /** The record's value; null withdraws the article. */
  readonly value: Uint8Array | null;
}

/** Media types by which plain text is told from JSON. */
export type ContentType = 'text/plain' | 'text/html' | 'application/json';

/**
 * Reads one article just as the pipeline will, and makes of it what is sent: the article in our own JSON. Left without
 * a content type, JSON is told from text by its beginning. Total.
 */
export function readArticle(
  bytes: Uint8Array,
  contentType: ContentType | undefined,
  { id, source }: FeedOptions,
): FedArticle | RefusedArticle {
  const read = readSubmission(bytes, contentType);
  if (isRefused(read)) return read;
  if (isRetraction(read.event)) return { ...read, value: null };
  const event = { ...(source !== undefined && { source }), ...read.event, ...(id !== undefined && { id }) };
  const value = Buffer.from(JSON.stringify(event));
  // The options may be wrong, and JSON escapes may make the article larger than the topic takes.
  const mayBeWrong = id !== undefined || source !== undefined || value.byteLength > ArticleSubmitted.maxBytes;
  const sent = mayBeWrong ? readSubmission(value) : read;
  return isRefused(sent) ? sent : { event, articleId: sent.articleId, value };
}
