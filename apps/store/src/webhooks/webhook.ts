import type { FeedPosition } from '../domain/feed-position.js';

/** What can be delivered: changes of sentences, or alarms of saved searches that begin and end. */
export const WEBHOOK_TYPES = ['sentences.changed', 'alerts.changed'] as const;

/** One of {@link WEBHOOK_TYPES}. */
export type WebhookType = (typeof WEBHOOK_TYPES)[number];

/** An address that something is delivered to. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly type: WebhookType;
  /** The saved search whose alarms are wanted; null: those of all. */
  readonly searchId: string | null;
  /** The query string of a filter of sentences; empty: every change. */
  readonly filter: string;
  readonly createdAt: Date;
  /** Everything before it was delivered, or is not wanted. */
  readonly after: FeedPosition;
  /** Attempts that failed since the last that did not. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastFailedAt: Date | null;
  readonly lastDeliveredAt: Date | null;
  readonly nextAttemptAt: Date;
  /** Null: it is served. */
  readonly disabledAt: Date | null;
}

/** With what its deliveries are signed with. */
export interface SignedWebhook extends Webhook {
  readonly secret: string;
}

/** A part of what is delivered. */
export interface WebhookPage {
  /** As clients see them. */
  readonly items: readonly unknown[];
  /** Where to go on from. */
  readonly next: FeedPosition;
  /** There was nothing after `next`. */
  readonly caughtUp: boolean;
}

/** Answers what comes next for a webhook. Throws PositionGone and DatabaseUnavailable. */
export type WebhookFeed = (webhook: Webhook, limit: number) => Promise<WebhookPage>;

/** What became of a delivery. */
export type Delivery =
  | { readonly kind: 'delivered'; readonly after: FeedPosition; readonly sent: boolean }
  | { readonly kind: 'failed'; readonly error: string; readonly retryAfterMs: number }
  | { readonly kind: 'disabled'; readonly error: string };

/** What one is made of. */
export type NewWebhook = Pick<SignedWebhook, 'url' | 'type' | 'searchId' | 'filter' | 'secret' | 'after'>;

/** Keeps webhooks. Throws DatabaseUnavailable. */
export interface WebhookRepository {
  add(webhook: NewWebhook): Promise<Webhook>;
  all(): Promise<readonly Webhook[]>;
  one(id: string): Promise<Webhook | undefined>;
  /** @returns whether there was one */
  remove(id: string): Promise<boolean>;
  /** Serves it again, from where it was. @returns whether there is one */
  enable(id: string): Promise<boolean>;
  /** Those whose turn has come. */
  due(limit: number): Promise<readonly SignedWebhook[]>;
  settle(id: string, delivery: Delivery): Promise<void>;
}
