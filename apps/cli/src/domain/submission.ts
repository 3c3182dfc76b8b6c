import {
  ArticleSubmitted,
  articleIdOf,
  decodeEvent,
  isRetraction,
  type RejectionCode,
  type SubmittedArticle,
} from '@sitrep/contracts';
import { cleanText, detectFormat } from '@sitrep/sentences';

/** What an article is called and where it came from, where the article itself does not say. */
export interface FeedOptions {
  /** Outranks the id in the article. */
  readonly id?: string | undefined;
  /** For articles that name no source. */
  readonly source?: string | undefined;
}

/** An article that the pipeline will take, as it is sent. */
export interface Submission {
  readonly event: ArticleSubmitted;
  /** The id that the article will have in the pipeline, and the key of its record. */
  readonly articleId: string;
  /** The record's value; null withdraws the article. */
  readonly value: Uint8Array | null;
}

/** Why an article cannot be sent: what the pipeline would say of it. */
export interface Refusal {
  readonly code: RejectionCode;
  readonly message: string;
}

/** Media types by which plain text is told from JSON. */
export type ContentType = 'text/plain' | 'text/html' | 'application/json';

const NO_HEADERS: ReadonlyMap<string, Uint8Array> = new Map();

/**
 * Reads one article just as the pipeline will, and makes of it what is sent: the article in our own JSON. Left without
 * a content type, JSON is told from text by its beginning. Total.
 */
export function readSubmission(
  bytes: Uint8Array,
  contentType: ContentType | undefined,
  options: FeedOptions,
): Submission | Refusal {
  const headers = new Map(contentType === undefined ? [] : [['content-type', Buffer.from(contentType)]]);
  const decoded = decodeEvent(ArticleSubmitted, { key: null, value: bytes, headers, headerCount: headers.size });
  if (!decoded.ok) return decoded;
  if (isRetraction(decoded.event)) return { event: decoded.event, articleId: decoded.event.retract, value: null };
  const { id, source } = options;
  return checked(
    { ...(source !== undefined && { source }), ...decoded.event, ...(id !== undefined && { id }) },
    options,
  );
}

/** The options may be wrong, and JSON escapes may make the article larger than the topic takes. */
function checked(article: SubmittedArticle, { id, source }: FeedOptions): Submission | Refusal {
  const value = Buffer.from(JSON.stringify(article));
  const mayBeWrong = id !== undefined || source !== undefined || value.byteLength > ArticleSubmitted.maxBytes;
  const again = mayBeWrong && decodeEvent(ArticleSubmitted, { key: null, value, headers: NO_HEADERS, headerCount: 0 });
  if (again !== false && !again.ok) return again;
  return { event: article, articleId: articleIdOf(article, namingText(article)), value };
}

/** Whether an article may not be sent. */
export function isRefusal(read: Submission | Refusal): read is Refusal {
  return 'code' in read;
}

/** Only an article without id and url is named by its text, as cleaned by the ingester. */
function namingText({ id, url, body, bodyFormat }: SubmittedArticle): string {
  return id === undefined && url === undefined ? cleanText(body, bodyFormat ?? detectFormat(body)).text : '';
}
