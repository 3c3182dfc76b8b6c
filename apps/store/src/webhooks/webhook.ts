import type { FeedPosition } from '../domain/feed-position.js';

/** An address that changes are delivered to. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** The query string of a filter; empty: every change. */
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

/** What became of a delivery. */
export type Delivery =
  | { readonly kind: 'delivered'; readonly after: FeedPosition; readonly sent: boolean }
  | { readonly kind: 'failed'; readonly error: string; readonly retryAfterMs: number }
  | { readonly kind: 'disabled'; readonly error: string };

/** Keeps webhooks. Throws DatabaseUnavailable. */
export interface WebhookRepository {
  add(webhook: Pick<SignedWebhook, 'url' | 'filter' | 'secret' | 'after'>): Promise<Webhook>;
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
