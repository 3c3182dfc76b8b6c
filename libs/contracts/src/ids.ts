import { createHash } from 'node:crypto';

/** Identifiers are functions of content, so that whatever is delivered twice is recognised as the same. */

/** 128 bits of a SHA-256, as 32 hex digits: collisions are out of reach, and keys stay short. */
const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 32);

/** The parts of an article that can name it. */
export interface ArticleIdentity {
  readonly id?: string | undefined;
  readonly source?: string | undefined;
  readonly url?: string | undefined;
}

/** The id as given; else a hash of source and url; else a hash of the text. */
export function articleIdOf(article: ArticleIdentity, text: string): string {
  if (article.id !== undefined) return article.id;
  if (article.url !== undefined) return `url-${digest(article.source ?? '', article.url)}`;
  return `text-${digest(text)}`;
}

/** Names one text of an article: 32 hex digits, the same for the same normalised text. */
export function revisionOf(text: string): string {
  return digest(text);
}

/** Root of all our name-based UUIDs. */
const NAMESPACE = Buffer.from('6f1d3c0e5b0a4c5e9a7d2f4be0a8c913', 'hex');

/** UUID version 5 (RFC 9562, section 5.5) of a name made of parts. */
function uuidOf(...parts: readonly string[]): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(parts.join('\u0000')).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Names a sentence by its place: UUIDv5 of article, revision and index. */
export function sentenceIdOf(articleId: string, revision: string, index: number): string {
  return uuidOf('sentence', articleId, revision, String(index));
}

/** Where a record stood when it came in. `offset` counts within the partition. */
export interface RecordPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** Names what became of one input record: UUIDv5 of its position. */
export function outcomeIdOf(position: RecordPosition): string {
  return uuidOf('outcome', position.topic, String(position.partition), String(position.offset));
}
