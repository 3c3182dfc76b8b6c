import { z } from 'zod';

import { formatPosition } from '../../domain/feed-position.js';
import type { Webhook } from '../../webhooks/webhook.js';
import { instant } from '../schemas.js';

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

export const webhookBody = z
  .strictObject({ url, filter: filter.default('') })
  .meta({ id: 'WebhookBody', examples: [{ url: 'https://example.org/sitrep', filter: 'label=military' }] });

export const webhookPath = z.strictObject({ id: z.guid() });

const fields = {
  id: z.guid(),
  url,
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
      examples: ['whsec_…'],
    }),
  })
  .meta({ id: 'NewWebhook' });

export const webhooksSchema = z.object({ items: z.array(webhookSchema) }).meta({ id: 'Webhooks' });

/** A webhook as clients see it. */
export function renderWebhook(webhook: Webhook): z.output<typeof webhookSchema> {
  const { failures, disabledAt, lastFailedAt, lastDeliveredAt, nextAttemptAt, createdAt } = webhook;
  const state = disabledAt !== null ? 'disabled' : failures > 0 ? 'failing' : 'active';
  return {
    id: webhook.id,
    url: webhook.url,
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
