import type { ChangeSource } from '../../changes/change-source.js';
import type { AlertChangeSource } from '../../searches/saved-search.js';
import type { WebhookFeed, WebhookType } from '../../webhooks/webhook.js';
import { renderChange } from './change-schemas.js';
import { parseFilter } from '../filter-parameters.js';
import { renderAlertChange } from './search-schemas.js';

/** What is delivered to webhooks, as clients see it. */
export function webhookFeeds(
  changes: ChangeSource,
  alerts: AlertChangeSource,
): Readonly<Record<WebhookType, WebhookFeed>> {
  return {
    'sentences.changed': async ({ after, filter }, limit) => {
      const asked = { after, limit, filter: filter === '' ? undefined : parseFilter(filter) };
      const { changes: found, ...rest } = await changes.page(asked);
      return { items: found.map(renderChange), ...rest };
    },
    'alerts.changed': async ({ after, searchId }, limit) => {
      const found = await alerts.page(after, limit, searchId ?? undefined);
      const next = found.at(-1)?.position ?? after;
      return { items: found.map(renderAlertChange), next, caughtUp: found.length < limit };
    },
  };
}
