import { metrics } from '@sitrep/observability';

import type { BackgroundJob } from '../background/background-job.js';
import { PositionGone } from '../changes/change-source.js';
import { retryOf } from '../domain/delivery-retry.js';
import { formatPosition } from '../domain/feed-position.js';
import { signedHeaders } from './webhook-signature.js';
import type { Send } from './http-sender.js';
import type { Delivery, SignedWebhook, WebhookFeed, WebhookRepository, WebhookType } from './webhook.js';

/** Webhooks that are served side by side. */
const AT_ONCE = 16;
/** Items in one delivery. */
const PAGE = 50;
const GONE = 410;
const LONGEST_ERROR = 300;

/** What the deliverer works with. */
export interface DelivererParts {
  readonly webhooks: WebhookRepository;
  /** Where what is delivered comes from. */
  readonly feeds: Readonly<Record<WebhookType, WebhookFeed>>;
  readonly send: Send;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** From 0 to 1. */
  readonly chance: () => number;
}

/**
 * Delivers to webhooks what happens: to each in the order of its feed, a page after the other. A delivery that is not answered
 * with 2xx is tried again, later each time, and nothing overtakes it. How far a webhook has come is kept when it was
 * answered: a store that dies in between delivers the same again, under the same id.
 */
export class DeliverWebhooksJob implements BackgroundJob {
  readonly name = 'deliver-webhooks';
  readonly restMs = 1_000;

  constructor(private readonly parts: DelivererParts) {}

  async run(): Promise<boolean> {
    const due = await this.parts.webhooks.due(AT_ONCE);
    const sent = await Promise.all(due.map((webhook) => this.serve(webhook)));
    return sent.includes(true);
  }

  /** @returns whether there is more to deliver at once */
  private async serve(webhook: SignedWebhook): Promise<boolean> {
    const { delivery, hasMore } = await this.deliver(webhook);
    if (delivery === undefined) return false;
    await this.parts.webhooks.settle(webhook.id, delivery);
    if (delivery.kind !== 'delivered' || delivery.sent) metrics.webhookDeliveries.inc({ outcome: delivery.kind });
    return hasMore;
  }

  private async deliver(webhook: SignedWebhook): Promise<{ readonly delivery?: Delivery; readonly hasMore: boolean }> {
    const { after } = webhook;
    try {
      const { items, next, caughtUp } = await this.parts.feeds[webhook.type](webhook, PAGE);
      if (items.length > 0) {
        const problem = await this.post(webhook, items, formatPosition(next));
        if (problem !== undefined) return { delivery: problem, hasMore: false };
      } else if (formatPosition(next) === formatPosition(after)) return { hasMore: false };
      return { delivery: { kind: 'delivered', after: next, sent: items.length > 0 }, hasMore: !caughtUp };
    } catch (error) {
      if (!(error instanceof PositionGone)) throw error;
      const told = 'It was so far behind that the changes it wants are forgotten. Make a new one.';
      return { delivery: { kind: 'disabled', error: told }, hasMore: false };
    }
  }

  /** @returns what went wrong; undefined when nothing did */
  private async post(webhook: SignedWebhook, items: readonly unknown[], next: string): Promise<Delivery | undefined> {
    const { id, url, type, secret, after, failures } = webhook;
    const at = Math.floor(this.parts.clock() / 1_000);
    const body = JSON.stringify({ type, timestamp: new Date(at * 1_000).toISOString(), data: { items, next } });
    const headers = signedHeaders(secret, `${id}.${formatPosition(after)}`, at, body);
    const status = await this.parts.send(url, headers, body).catch((error: unknown) => error);
    if (typeof status === 'number' && status >= 200 && status < 300) return undefined;
    if (status === GONE) return { kind: 'disabled', error: 'It answered 410: it is not wanted any more.' };
    const error = typeof status === 'number' ? `It answered ${status}.` : wordsOf(status);
    const retry = retryOf(failures + 1, this.parts.chance());
    if (retry.kind === 'never') return { kind: 'disabled', error: `Given up after ${failures + 1} failures. ${error}` };
    return { kind: 'failed', error, retryAfterMs: retry.afterMs };
  }
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error ? error.message || error.name : String(error)).slice(0, LONGEST_ERROR);
