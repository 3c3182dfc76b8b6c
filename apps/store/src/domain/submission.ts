import {
  ArticleSubmitted,
  articleIdOf,
  decodeEvent,
  isRetraction,
  type RejectionCode,
  type SubmittedArticle,
} from '@sitrep/contracts';
import { cleanText, detectFormat } from '@sitrep/sentences';

/** An article that the pipeline will take. */
export interface Submission {
  readonly event: ArticleSubmitted;
  /** The id that the article will have in the pipeline, and the key of its record. */
  readonly articleId: string;
}

/** Why an article cannot be handed on: what the pipeline would say of it. */
export interface RefusedArticle {
  readonly code: RejectionCode;
  readonly message: string;
}

/** Reads one article just as the pipeline will. Total. */
export function readSubmission(bytes: Uint8Array, contentType: string): Submission | RefusedArticle {
  const headers = new Map([['content-type', Buffer.from(contentType)]]);
  const decoded = decodeEvent(ArticleSubmitted, { key: null, value: bytes, headers, headerCount: headers.size });
  if (!decoded.ok) return { code: decoded.code, message: decoded.message };
  const { event } = decoded;
  if (isRetraction(event)) return { event, articleId: event.retract };
  return { event, articleId: articleIdOf(event, namingText(event)) };
}

/** Only an article without id and url is named by its text, as the ingester cleans it. */
function namingText({ id, url, body, bodyFormat }: SubmittedArticle): string {
  return id === undefined && url === undefined ? cleanText(body, bodyFormat ?? detectFormat(body)).text : '';
}

/** A line of a batch, with what was read of it. */
export interface ReadLine {
  /** From 1. */
  readonly line: number;
  readonly read: Submission | RefusedArticle;
}

const NEWLINE = 0x0a;

/** Reads NDJSON: an article a line. Empty lines are passed over, and counted. Total. */
export function readLines(bytes: Buffer): readonly ReadLine[] {
  const lines: ReadLine[] = [];
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const text = bytes.subarray(start, end);
    if (!isBlank(text)) lines.push({ line, read: readSubmission(text, 'application/json') });
    start = end + 1;
  }
  return lines;
}

const isBlank = (text: Uint8Array): boolean => text.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);

/** Whether the article may not be handed on. */
export function isRefused(read: Submission | RefusedArticle): read is RefusedArticle {
  return 'code' in read;
}
