import type { ArticleOutcome, RecordPosition, RejectionCode, SentenceLabelled } from '@sitrep/contracts';
import type { Delivery } from '@sitrep/pipeline';
import type { Submission } from '@sitrep/sentences';

import type { ApiKey } from './domain/api-key.js';
import type { Correction } from './domain/correction.js';
import type { DeadLetter } from './domain/dead-letter.js';
import type { SeenInstance } from './domain/instances-board.js';
import type { DeadLetterFilter, PendingReplay } from './domain/dead-letter-work.js';
import type { ModelAct } from './domain/model-act.js';

/** Why the database cannot hold an event. */
export interface Refusal {
  readonly code: RejectionCode;
  readonly message: string;
}

/** `undefined`: it is in the database, now or from before. */
export type SaveResult = Refusal | undefined;

/**
 * Keeps what a stage hands it.
 *
 * `save` resolves to one result for each item, at the same index, when all that is not refused is committed. Saving
 * the same again, in any order, in any company and from several stores at once, changes nothing.
 *
 * Throws TransientFailure when the database is away: nothing may be taken as saved, and all may come again.
 * Throws FatalFailure when nothing can be saved until a person acts.
 */
export interface Keeper<Item> {
  save(batch: readonly Item[]): Promise<readonly SaveResult[]>;
}

/** Keeps labelled sentences. */
export type SentenceRepository = Keeper<Delivery<SentenceLabelled>>;

/** Keeps what became of the input records, with the manifests of the articles. */
export type OutcomeRepository = Keeper<Delivery<ArticleOutcome>>;

/** Keeps dead letters. */
export interface DeadLetterRepository {
  /**
   * Resolves when all are committed: a dead letter is never refused. What the database cannot hold of one is left out,
   * and its message says so. Throws TransientFailure and FatalFailure as a {@link Keeper} does.
   */
  save(batch: readonly DeadLetter[]): Promise<void>;
}

/** Who does something, and why. */
export interface Say {
  readonly by: string;
  readonly reason: string;
}

/** What became of an act on one dead letter. `done`: it is in the database. */
export type LetterResult = 'done' | 'no-letter' | 'not-open' | 'too-many-attempts' | 'nothing-to-send' | 'no-stage';

/** What became of an act on many. `changed`: there are not as many as the caller expects, and nothing was done. */
export interface BulkResult {
  readonly kind: 'counted' | 'done' | 'changed';
  /** Letters that the act can be done to. */
  readonly matching: number;
  /** Letters that it was done to. */
  readonly affected: number;
}

/** Which letters, and how many the caller expects them to be. Left out: they are only counted. */
export interface BulkRequest {
  readonly filter: DeadLetterFilter;
  readonly expect: number | undefined;
}

/**
 * What persons do about dead letters. Each act is one transaction: the letter's state, what is to be sent, and who
 * did it and why. Of two at once on one letter only the first is done. All throw DatabaseUnavailable.
 */
export interface DeadLetterDesk {
  /** @param value what to send in the place of the letter's own value; left out: that itself */
  replay(letter: RecordPosition, value: Uint8Array | undefined, say: Say): Promise<LetterResult>;
  discard(letter: RecordPosition, say: Say): Promise<LetterResult>;
  /** The oldest first, at most {@link BULK_LIMIT}. */
  replayAll(request: BulkRequest, say: Say): Promise<BulkResult>;
  /** As {@link replayAll}. */
  discardAll(request: BulkRequest, say: Say): Promise<BulkResult>;
}

/** What is to be sent again. Whoever takes one and does not say that it was sent, loses it to others after a minute. */
export interface ReplayOutbox {
  /** The oldest that nobody has taken; undefined when there is none. */
  take(): Promise<PendingReplay | undefined>;
  sent(id: string): Promise<void>;
  /** It cannot be sent as it is: its letter is open again, and says why. */
  refused(id: string, reason: string): Promise<void>;
}

/** What became of a correction. `made`: it is in the database, now or from before. */
export type CorrectionResult = 'made' | 'no-sentence' | 'no-correction';

/** Keeps what persons say. */
export interface CorrectionRepository {
  /**
   * Resolves when it is committed. Of several at once each is kept, and the last counts; the same again, right after
   * itself, changes nothing. Undoing what is not corrected is `no-correction`.
   *
   * Throws DatabaseUnavailable when the database is away or too busy: it may have been made then.
   */
  save(correction: Correction): Promise<CorrectionResult>;
}

/** What became of a decision about a model. `made`: it is in the database, now or from before. */
export type ModelActResult = 'made' | 'no-model';

/** Keeps what people decide about models. */
export interface ModelRepository {
  /**
   * Resolves when it is committed; the labels of all sentences are settled after that, by `LabelSettler`.
   *
   * Throws DatabaseUnavailable when the database is away or too busy: it may have been made then.
   */
  decide(act: ModelAct): Promise<ModelActResult>;
}

/** Hands articles to the pipeline. */
export interface ArticleFeed {
  /**
   * Resolves when all are on the input topic, for good. Throws PipelineUnavailable otherwise: some may be there then, and
   * to hand them in again is right.
   *
   * @param traceparent of the request, where it has one
   */
  submit(submissions: readonly Submission[], traceparent: string | undefined): Promise<void>;
}

/** What is known of a request when it comes. `begun`: it is the caller's to do, under this token. */
export type IdempotencyBegin =
  | { readonly kind: 'begun'; readonly token: string }
  | { readonly kind: 'done'; readonly answer: string }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'other-request' };

/** Remembers requests by the key that their sender gave them, for a day. Throws DatabaseUnavailable. */
export interface IdempotencyRepository {
  begin(key: string, requestHash: string): Promise<IdempotencyBegin>;
  /** It is done: whoever sends it again gets this answer. */
  complete(key: string, token: string, answer: string): Promise<void>;
  /** It failed: it may be sent again. */
  release(key: string, token: string): Promise<void>;
}

/** A key to be kept: its hash stands in for its secret. */
export interface NewKey extends Pick<ApiKey, 'id' | 'name' | 'scopes' | 'expiresAt'> {
  readonly hash: Buffer;
}

/** A place in the list of keys, as the database writes it. */
export interface KeyPlace {
  readonly createdAt: string;
  readonly id: string;
}

/** Keeps the keys of the API. Throws DatabaseUnavailable. */
export interface KeyRepository {
  create(key: NewKey): Promise<ApiKey>;
  /** Only where there has never been a key; else undefined. Of several at once one is the first. */
  createFirst(key: NewKey): Promise<ApiKey | undefined>;
  /** The newest first, those that open nothing any more included. */
  page(
    limit: number,
    after: KeyPlace | undefined,
  ): Promise<readonly { readonly key: ApiKey; readonly place: KeyPlace }[]>;
  find(id: string): Promise<{ readonly key: ApiKey; readonly hash: Buffer } | undefined>;
  /** For good; again changes nothing. Undefined: there is no such key. */
  revoke(id: string): Promise<ApiKey | undefined>;
  /** It was used now. */
  noteUse(id: string): Promise<void>;
}

/** How far a group is with one partition. */
export interface SeenPartition {
  readonly topic: string;
  readonly partition: number;
  readonly committed: number | undefined;
  /** Offset that the next record will get. */
  readonly high: number;
  readonly lag: number;
  /** Milliseconds that the oldest record that is not committed has waited; 0 without a lag. */
  readonly oldestMs: number;
  /** Records a second over the last minute; undefined until there are two moments to compare. */
  readonly inPerSecond: number | undefined;
  readonly outPerSecond: number | undefined;
}

/** A consumer group at the moment of a measurement. */
export interface SeenGroup {
  readonly group: string;
  readonly state: string;
  readonly members: number;
  readonly partitions: readonly SeenPartition[];
}

/** What is known of the running pipeline. */
export interface PipelineSeen {
  /** Whether Kafka answered when it was last asked, seconds ago. */
  readonly kafkaAnswers: boolean;
  /** When the groups were measured, in milliseconds since 1970; undefined: never yet. */
  readonly measuredAt: number | undefined;
  readonly groups: readonly SeenGroup[];
  readonly instances: readonly SeenInstance[];
}

/** Knows how the groups and the instances are. */
export interface PipelineState {
  /** What is known now; asks nobody. */
  now(): PipelineSeen;
}

/** Kafka does not take articles now. */
export class PipelineUnavailable extends Error {
  override readonly name = 'PipelineUnavailable';
}

/** The database does not answer a question of the API, or not in time. */
export class DatabaseUnavailable extends Error {
  override readonly name: string = 'DatabaseUnavailable';
}

/** The database would have to work on a question of the API for longer than it may. */
export class QuestionTooLong extends DatabaseUnavailable {
  override readonly name = 'QuestionTooLong';
}
