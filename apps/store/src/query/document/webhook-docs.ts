import { exampleOf, type Schemas } from './example-of.js';
import { WEBHOOK_TYPES, type WebhookType } from '../../webhooks/webhook.js';
import type { DELIVERY_SCHEMAS } from '../changes/webhook-schemas.js';

const BODIES: Readonly<Record<WebhookType, keyof typeof DELIVERY_SCHEMAS>> = {
  'sentences.changed': 'SentencesChanged',
  'alerts.changed': 'AlertsChanged',
};

const SUMMARIES: Readonly<Record<WebhookType, string>> = {
  'sentences.changed': 'What happened to sentences, as the change feed tells it',
  'alerts.changed': 'Alarms of saved searches that began or ended',
};

const header = (name: string, description: string, schema: object) => ({
  ...{ name, in: 'header', required: true, description },
  schema: { type: 'string', ...schema },
});

const HEADERS = [
  header('webhook-id', 'The same for the same delivery, however often it is tried: whoever has it has had it', {
    examples: ['1f0c9a52-6d5b-4b43-9a0e-3f1f6f0f7a11.12345.16'],
  }),
  header('webhook-timestamp', 'Seconds since 1970, of this attempt: refuse what is old', {
    pattern: String.raw`^\d+$`,
    examples: ['1769851866'],
  }),
  header(
    'webhook-signature',
    '`v1,` and the base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`; its key is what stands after `whsec_` in the secret, as base64 (https://www.standardwebhooks.com)',
    { pattern: '^v1,[A-Za-z0-9+/]{43}=$', examples: ['v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='] },
  ),
];

const RESPONSES = {
  '2XX': { description: 'Taken: the next follows. To be answered within 5 s; the body is not read.' },
  '410': { description: 'Not wanted any more: the webhook is disabled' },
  default: {
    description:
      'Not taken, as when there is no answer within 5 s; redirects are not followed. The same is tried again after 5 s, 10 s, 20 s, … an hour, and nothing overtakes it; after 20 failures in a row the webhook is disabled.',
  },
};

/** The section `webhooks` of the document: what is posted to those who asked for it. */
export function webhooksOf(schemas: Schemas): Readonly<Record<WebhookType, object>> {
  return Object.fromEntries(WEBHOOK_TYPES.map((type) => [type, { post: postOf(type, schemas) }])) as never;
}

function postOf(type: WebhookType, schemas: Schemas): object {
  const schema = { $ref: `#/components/schemas/${BODIES[type]}` };
  return {
    operationId: `receive${BODIES[type]}`,
    summary: SUMMARIES[type],
    tags: ['changes'],
    security: [],
    parameters: HEADERS,
    requestBody: {
      required: true,
      content: { 'application/json': { schema, example: exampleOf(schema, schemas) } },
    },
    responses: RESPONSES,
  };
}
