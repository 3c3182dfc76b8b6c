import { createReadStream } from 'node:fs';

import { ArticleSubmitted } from '@sitrep/contracts';

import { formatOfContent, formatOfName, type FeedFormat } from '../domain/feed-format.js';
import { arrayElements } from '../domain/json-array.js';
import { isBlank, linesOf } from '../domain/lines.js';
import type { ContentType } from '../domain/fed-article.js';
import { decodeText } from '../domain/text-input.js';
import { peek, readAll } from '../io/byte-source.js';

/** Bytes that are to be one article, and where they stand. */
export interface FoundArticle {
  readonly file: string;
  readonly line: number;
  readonly bytes: Uint8Array;
  readonly contentType: ContentType;
}

/** A place where there should be an article and none can be read. */
export interface UnreadablePlace {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** Largest JSON file: it is held in memory. NDJSON may be as long as it likes. */
const JSON_FILE_MAX_BYTES = 256 * 1024 * 1024;
const { maxBytes: ARTICLE_MAX_BYTES } = ArticleSubmitted;
const MEBIBYTE = 1024 * 1024;
const CONTENT_TYPES = { text: 'text/plain', html: 'text/html' } as const;

/**
 * Finds the articles in one input, in order. Holds one article at a time, but for JSON, of which it holds the file.
 * Never rejects: what cannot be read is named as such.
 *
 * @param source the path of a file, or a stream
 */
export async function* foundArticles(
  file: string,
  source: string | AsyncIterable<Uint8Array>,
  wanted: FeedFormat | 'auto',
): AsyncGenerator<FoundArticle | UnreadablePlace> {
  try {
    const stream = typeof source === 'string' ? (createReadStream(source) as AsyncIterable<Uint8Array>) : source;
    const named = wanted === 'auto' ? formatOfName(file) : wanted;
    const { found, chunks } = await peek(stream, (bytes) => named ?? formatOfContent(bytes, false));
    if (found === undefined) yield* shortArticle(file, chunks);
    else yield* articlesOf(file, chunks, found);
  } catch (error) {
    const { code = 'UNREADABLE', message } = error as NodeJS.ErrnoException;
    yield { file, line: 1, code: 'UNREADABLE', message: `The file cannot be read: ${code} ${message}` };
  }
}

/** The input ended before its format was clear. */
async function* shortArticle(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<FoundArticle | UnreadablePlace> {
  const bytes = (await readAll(chunks, Number.POSITIVE_INFINITY)) ?? new Uint8Array();
  yield* articlesOf(file, once(bytes), formatOfContent(bytes, true) ?? 'text');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function articlesOf(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  format: FeedFormat,
): AsyncGenerator<FoundArticle | UnreadablePlace> {
  if (format === 'ndjson') return eachLine(file, chunks);
  if (format === 'json') return eachElement(file, chunks);
  return wholeText(file, chunks, CONTENT_TYPES[format]);
}

async function* eachLine(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<FoundArticle | UnreadablePlace> {
  for await (const lines of linesOf(chunks, ARTICLE_MAX_BYTES)) {
    for (const line of lines) {
      if (line.tooLong) yield tooLarge(file, line.number, ARTICLE_MAX_BYTES, 'The line');
      else if (!isBlank(line)) yield { file, line: line.number, bytes: line.bytes, contentType: 'application/json' };
    }
  }
}

async function* wholeText(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  contentType: ContentType,
): AsyncGenerator<FoundArticle | UnreadablePlace> {
  const bytes = await readAll(chunks, ARTICLE_MAX_BYTES);
  yield bytes === undefined ? tooLarge(file, 1, ARTICLE_MAX_BYTES, 'The text') : { file, line: 1, bytes, contentType };
}

async function* eachElement(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<FoundArticle | UnreadablePlace> {
  const bytes = await readAll(chunks, JSON_FILE_MAX_BYTES);
  if (bytes === undefined) {
    yield tooLarge(file, 1, JSON_FILE_MAX_BYTES, 'The JSON');
    return;
  }
  const text = decodeText(bytes);
  const elements = text === undefined ? undefined : arrayElements(text);
  // What is no array is one article, or the reader says what is wrong with it.
  if (elements === undefined) yield { file, line: 1, bytes, contentType: 'application/json' };
  for (const element of elements ?? []) {
    yield { file, line: element.line, bytes: Buffer.from(element.text), contentType: 'application/json' };
  }
}

const tooLarge = (file: string, line: number, maxBytes: number, what: string): UnreadablePlace => ({
  file,
  line,
  code: 'LIMIT_EXCEEDED',
  message: `${what} is larger than ${maxBytes / MEBIBYTE} MiB, the most that is taken; send articles one a line.`,
});
