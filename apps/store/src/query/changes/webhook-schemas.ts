import { z } from 'zod';

import { formatPosition } from '../../domain/feed-position.js';
import { type Webhook, WEBHOOK_TYPES, type WebhookType } from '../../webhooks/webhook.js';
import { changeSchema } from './change-schemas.js';
import { instant } from '../../answers/article-answers.js';
import { alertChangeSchema } from './search-schemas.js';

const url = z
  .string()
  .min(1)
  .max(2_000)
  .meta({
    description: 'http or https, reachable by everybody',
    examples: ['https://example.org/sitrep'],
  });
const filter = z
  .string()
  .max(4_000)
  .meta({
    description: 'The query string of a filter of /v1/sentences; empty: every change',
    examples: ['label=military&minConfidence=0.8'],
  });

const type = z.enum(WEBHOOK_TYPES).meta({
  description:
    'What is delivered. `sentences.changed`: what the change feed tells. `alerts.changed`: alarms of saved searches, when they begin and when they end.',
});

export const webhookBody = z
  .strictObject({
    url,
    type: type.default('sentences.changed'),
    filter: filter.default(''),
    searchId: z
      .guid()
      .optional()
      .meta({ description: 'With `alerts.changed`: the saved search whose alarms are wanted. Left out: those of all' }),
  })
  .meta({ id: 'WebhookBody', examples: [{ url: 'https://example.org/sitrep', filter: 'label=military' }] });

export const webhookPath = z.strictObject({ id: z.guid() });

const fields = {
  id: z.guid(),
  url,
  type,
  searchId: z
    .guid()
    .nullable()
    .meta({ description: 'The saved search whose alarms are delivered; null: those of all' }),
  filter,
  state: z.enum(['active', 'failing', 'disabled']).meta({
    description: '`failing`: the last attempt failed, and it is tried again. `disabled`: it is not served any more.',
  }),
  position: z.string().meta({ description: 'Everything before it was delivered, or is not wanted' }),
  failures: z.int().nonnegative().meta({ description: 'Attempts that failed since the last that did not' }),
  lastError: z.string().nullable().meta({ description: 'What went wrong last, be it long ago' }),
  lastFailedAt: instant.nullable(),
  lastDeliveredAt: instant.nullable(),
  nextAttemptAt: instant.nullable().meta({ description: 'When a failing one is tried again' }),
  createdAt: instant,
};

export const webhookSchema = z.object(fields).meta({ id: 'Webhook' });

export const newWebhookSchema = z
  .object({
    ...fields,
    secret: z.string().meta({
      description: 'What deliveries are signed with, as Standard Webhooks has it. It is shown this once.',
      examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    }),
  })
  .meta({ id: 'NewWebhook' });

export const webhooksSchema = z.object({ items: z.array(webhookSchema) }).meta({ id: 'Webhooks' });

const delivered = <Item extends z.ZodType>(type: WebhookType, item: Item) =>
  z.object({
    type: z.literal(type),
    timestamp: instant.meta({ description: 'When it is delivered, this time' }),
    data: z.object({
      items: z.array(item).meta({ description: 'In the order of the commits; at most 50' }),
      next: z.string().meta({ description: 'Where the webhook goes on from when this is taken' }),
    }),
  });

/** What is posted to a webhook, by what it is for. */
export const DELIVERY_SCHEMAS = {
  SentencesChanged: delivered('sentences.changed', changeSchema).meta({ id: 'SentencesChanged' }),
  AlertsChanged: delivered('alerts.changed', alertChangeSchema).meta({ id: 'AlertsChanged' }),
} as const;

/** A webhook as clients see it. */
export function renderWebhook(webhook: Webhook): z.output<typeof webhookSchema> {
  const { failures, disabledAt, lastFailedAt, lastDeliveredAt, nextAttemptAt, createdAt } = webhook;
  const state = disabledAt !== null ? 'disabled' : failures > 0 ? 'failing' : 'active';
  return {
    id: webhook.id,
    url: webhook.url,
    type: webhook.type,
    searchId: webhook.searchId,
    filter: webhook.filter,
    state,
    position: formatPosition(webhook.after),
    failures,
    lastError: webhook.lastError,
    lastFailedAt: lastFailedAt?.toISOString() ?? null,
    lastDeliveredAt: lastDeliveredAt?.toISOString() ?? null,
    nextAttemptAt: state === 'failing' ? nextAttemptAt.toISOString() : null,
    createdAt: createdAt.toISOString(),
  };
}
