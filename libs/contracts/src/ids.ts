import { hash } from 'node:crypto';

/** Identifiers are functions of content, so that whatever is delivered twice is recognised as the same. */

/** 128 bits of a SHA-256, as 32 hex digits: collisions are out of reach, and keys stay short. */
const digest = (...parts: readonly string[]): string => hash('sha256', parts.join('\u0000'), 'hex').slice(0, 32);

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

/** Names where the sentences of a text are. */
export function spansHashOf(sentences: readonly { readonly start: number; readonly end: number }[]): string {
  return digest(...sentences.map(({ start, end }) => `${start}-${end}`));
}

/**
 * Names one text of an article as it was split: 32 hex digits, the same for the same normalised text and the same
 * sentences.
 *
 * @param spansHash see {@link spansHashOf}; left out in events from before it was part of the name
 */
export function revisionOf(text: string, spansHash?: string): string {
  return spansHash === undefined ? digest(text) : digest(text, spansHash);
}

/** Root of all our name-based UUIDs. */
const NAMESPACE = Buffer.from('6f1d3c0e5b0a4c5e9a7d2f4be0a8c913', 'hex');

/** The high bits of the UUID's variant (RFC 9562, section 4.1), by the hex digit that they replace two bits of. */
const VARIANT = '89ab89ab89ab89ab';

/** UUID version 5 (RFC 9562, section 5.5) of a name made of parts. One hash call: twice a sentence, it is felt. */
function uuidOf(...parts: readonly string[]): string {
  const name = Buffer.from(parts.join('\u0000'));
  const hex = hash('sha1', Buffer.concat([NAMESPACE, name]), 'hex');
  const variant = VARIANT[Number.parseInt(hex.charAt(16), 16)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
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
