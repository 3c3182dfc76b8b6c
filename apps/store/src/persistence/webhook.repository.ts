import type {
  Delivery,
  NewWebhook,
  SignedWebhook,
  Webhook,
  WebhookRepository,
  WebhookType,
} from '../webhooks/webhook.js';
import type { BatchWriter } from './batch-writer.js';
import { writeOne } from './write-one.js';

const COLUMNS = `
  id, url, type, search_id, filter, created_at, after_commit, after_step, failures, last_error, last_failed_at, last_delivered_at,
  next_attempt_at, disabled_at`;

const INSERT = `
  insert into webhook (url, type, search_id, filter, secret, after_commit, after_step)
  values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`;
const ALL = `select ${COLUMNS} from webhook order by created_at, id`;
const ONE = `select ${COLUMNS} from webhook where id = $1`;
/** In a sub-query: of what is changed TypeORM answers otherwise. */
const REMOVE = 'with gone as (delete from webhook where id = $1 returning id) select id from gone';
const ENABLE = `
  with served as (
    update webhook set disabled_at = null, failures = 0, next_attempt_at = now() where id = $1 returning id
  )
  select id from served`;
const DUE = `
  select ${COLUMNS}, secret from webhook
  where disabled_at is null and next_attempt_at <= now() order by next_attempt_at, id limit $1`;

const DELIVERED = `
  update webhook set after_commit = $2, after_step = $3, failures = case when $4 then 0 else failures end,
    last_delivered_at = case when $4 then now() else last_delivered_at end
  where id = $1`;
const FAILED = `
  update webhook set failures = failures + 1, last_error = $2, last_failed_at = now(),
    next_attempt_at = now() + $3 * interval '1 millisecond'
  where id = $1`;
const DISABLED = `
  update webhook set failures = failures + 1, last_error = $2, last_failed_at = now(), disabled_at = now() where id = $1`;

interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly type: WebhookType;
  readonly search_id: string | null;
  readonly filter: string;
  readonly created_at: Date;
  readonly after_commit: string;
  readonly after_step: string;
  readonly failures: number;
  readonly last_error: string | null;
  readonly last_failed_at: Date | null;
  readonly last_delivered_at: Date | null;
  readonly next_attempt_at: Date;
  readonly disabled_at: Date | null;
}

/** Webhooks in Postgres. */
export class PostgresWebhookRepository implements WebhookRepository {
  constructor(private readonly writer: BatchWriter) {}

  async add({ url, type, searchId, filter, secret, after }: NewWebhook): Promise<Webhook> {
    const given = [url, type, searchId, filter, secret, after.commit, after.step];
    const [row] = await this.ask<WebhookRow>(INSERT, given);
    return webhookOf(row!);
  }

  async all(): Promise<readonly Webhook[]> {
    return (await this.ask<WebhookRow>(ALL, [])).map(webhookOf);
  }

  async one(id: string): Promise<Webhook | undefined> {
    const [row] = await this.ask<WebhookRow>(ONE, [id]);
    return row && webhookOf(row);
  }

  async remove(id: string): Promise<boolean> {
    return (await this.ask(REMOVE, [id])).length > 0;
  }

  async enable(id: string): Promise<boolean> {
    return (await this.ask(ENABLE, [id])).length > 0;
  }

  async due(limit: number): Promise<readonly SignedWebhook[]> {
    const rows = await this.ask<WebhookRow & { readonly secret: string }>(DUE, [limit]);
    return rows.map((row) => ({ ...webhookOf(row), secret: row.secret }));
  }

  async settle(id: string, delivery: Delivery): Promise<void> {
    if (delivery.kind === 'delivered') {
      const { commit, step } = delivery.after;
      await this.ask(DELIVERED, [id, commit, step, delivery.sent]);
    } else if (delivery.kind === 'failed') await this.ask(FAILED, [id, delivery.error, delivery.retryAfterMs]);
    else await this.ask(DISABLED, [id, delivery.error]);
  }

  private ask<Row>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]> {
    return writeOne(this.writer, (query) => query<Row>(sql, parameters));
  }
}

function webhookOf(row: WebhookRow): Webhook {
  return {
    id: row.id,
    url: row.url,
    type: row.type,
    searchId: row.search_id,
    filter: row.filter,
    createdAt: row.created_at,
    after: { commit: Number(row.after_commit), step: Number(row.after_step) },
    failures: row.failures,
    lastError: row.last_error,
    lastFailedAt: row.last_failed_at,
    lastDeliveredAt: row.last_delivered_at,
    nextAttemptAt: row.next_attempt_at,
    disabledAt: row.disabled_at,
  };
}
