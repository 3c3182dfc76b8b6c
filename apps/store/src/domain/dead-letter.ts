import {
  ArticleOutcome,
  ArticleSubmitted,
  DEAD_LETTER_HEADERS,
  headerText,
  type RawRecord,
  type RecordPosition,
  sentenceIdOf,
} from '@sitrep/contracts';

import { isStorable, makeStorable } from './storable-text.js';

/** A record of a dead-letter topic, as it came, and where it stands there. */
export interface DeadLetterDelivery {
  readonly record: DeadLetterRecord;
  readonly position: RecordPosition;
}

/** A record of a dead-letter topic, as it came. */
interface DeadLetterRecord extends RawRecord {
  /** When it was written there, in milliseconds since 1970. */
  readonly timestamp: number;
  /** Values of repeated headers after their first one, by name. */
  readonly repeatedHeaders: ReadonlyMap<string, readonly Uint8Array[]> | undefined;
}

/** What is known of a dead letter. Texts have no NUL and are Unicode, whatever the record says. */
export interface DeadLetter {
  /** Where the record first stood; its place on the dead-letter topic when it does not say. */
  readonly origin: RecordPosition;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  /** The record's own headers, those that were added on its way to the dead letters left out. */
  readonly headers: readonly { readonly name: string; readonly base64: string }[];
  readonly code: string;
  readonly message: string;
  readonly stage: string | undefined;
  readonly serviceVersion: string | undefined;
  readonly consumerGroup: string | undefined;
  readonly subject: Subject;
  readonly at: number;
  /** The record had been sent again under this name, and failed once more. */
  readonly replayId: string | undefined;
}

/** What a dead letter is about, as far as its value tells. */
export interface Subject {
  readonly articleId?: string;
  readonly revision?: string;
  /** Only where it is the name of its place: the ledger counts these. */
  readonly sentenceId?: string;
}

/** The code of a record that somebody else wrote to a dead-letter topic. */
export const UNKNOWN_CODE = 'UNKNOWN';

/** Why a letter is open that was to be sent again, and that Kafka does not take as it is. */
export const REFUSED_CODE = 'BROKER_REFUSED';

const ADDED = new Set<string>(Object.values(DEAD_LETTER_HEADERS));

/** Reads a record of a dead-letter topic. Total: it never throws, whatever the bytes are. */
export function readDeadLetter({ record, position }: DeadLetterDelivery): DeadLetter {
  const fact = (name: keyof typeof DEAD_LETTER_HEADERS): string | undefined => {
    const text = headerText(record, DEAD_LETTER_HEADERS[name]);
    return text === undefined ? undefined : makeStorable(text);
  };
  const origin = originOf(fact('topic'), fact('partition'), fact('offset'));
  return {
    origin: origin ?? position,
    key: record.key,
    value: record.value,
    headers: ownHeaders(record, origin !== undefined),
    code: (origin && fact('code')) ?? UNKNOWN_CODE,
    message: (origin && fact('message')) ?? 'The record does not say where it comes from, or why it is here.',
    stage: fact('stage'),
    serviceVersion: fact('serviceVersion'),
    consumerGroup: fact('group'),
    subject: origin === undefined ? {} : subjectOf(origin.topic, record),
    at: record.timestamp,
    replayId: replayOf(fact('replay')),
  };
}

function replayOf(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : undefined;
}

function ownHeaders({ headers, repeatedHeaders }: DeadLetterRecord, isOurs: boolean): DeadLetter['headers'] {
  return [...headers]
    .filter(([name]) => !isOurs || !ADDED.has(name))
    .flatMap(([name, first]) =>
      [first, ...(repeatedHeaders?.get(name) ?? [])].map((value) => ({
        name: makeStorable(name),
        base64: Buffer.from(value).toString('base64'),
      })),
    );
}

function originOf(topic?: string, partition?: string, offset?: string): RecordPosition | undefined {
  if (topic === undefined || !/^[\w.-]{1,249}$/.test(topic)) return undefined;
  if (partition === undefined || !/^\d{1,9}$/.test(partition)) return undefined;
  if (offset === undefined || !/^\d{1,15}$/.test(offset)) return undefined;
  return { topic, partition: Number(partition), offset: Number(offset) };
}

function subjectOf(topic: string, { key, value }: RawRecord): Subject {
  if (topic === ArticleSubmitted.topic) return key === null ? {} : articleOf(Buffer.from(key).toString('utf8'));
  const event = value === null ? undefined : parseObject(Buffer.from(value).toString('utf8'));
  if (event === undefined) return {};
  const { articleId, revision, sentenceId, index } = event;
  const article = articleOf(articleId);
  if (article.articleId === undefined || typeof revision !== 'string' || !/^[0-9a-f]{32}$/.test(revision)) {
    return article;
  }
  if (topic === ArticleOutcome.topic || typeof sentenceId !== 'string' || typeof index !== 'number') {
    return { ...article, revision };
  }
  const isItsName = sentenceId === sentenceIdOf(article.articleId, revision, index);
  return { ...article, revision, ...(isItsName && { sentenceId }) };
}

/** The limit is that of the contract: longer ids never reach a table. */
function articleOf(id: unknown): Subject {
  return typeof id === 'string' && id !== '' && isStorable(id) && Buffer.byteLength(id) <= 512 ? { articleId: id } : {};
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
