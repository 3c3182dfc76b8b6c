import { z } from 'zod';

import { formatPosition } from '../../domain/feed-position.js';
import { isStorable } from '../../domain/storable-text.js';
import type { Alert, AlertChange, SavedSearch } from '../../searches/saved-search.js';
import { yesOrNo } from '../filter-parameters.js';
import { instant } from '../../answers/article-answers.js';
import { pageParameters } from '../schemas.js';

const rule = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('count'),
      moreThan: z.int().min(0).max(1_000_000),
      withinMinutes: z.int().min(1).max(10_080),
    }),
    z.strictObject({ kind: z.literal('silence') }),
  ])
  .meta({
    id: 'AlertRule',
    description:
      '`count`: more than so many were stored within the last minutes. `silence`: none has been stored for so long that at least five were to be expected, going by the last 14 days.',
  });

const content = {
  name: z
    .string()
    .min(1)
    .max(200)
    .refine(isStorable, 'has a NUL character or a lone surrogate')
    .meta({ examples: ['Strikes on the north'] }),
  filter: z
    .string()
    .max(4_000)
    .meta({ description: 'The query string of a filter of /v1/sentences', examples: ['label=military&q=border'] }),
  rules: z.array(rule).max(10).meta({ description: 'When it gives alarm' }),
};

export const searchBody = z.strictObject({ ...content, rules: content.rules.default([]) }).meta({
  id: 'SearchBody',
  examples: [
    { name: 'Strikes', filter: 'label=military', rules: [{ kind: 'count', moreThan: 50, withinMinutes: 60 }] },
  ],
});

export const searchPath = z.strictObject({ id: z.guid() });

export const savedSearchSchema = z
  .object({ id: z.guid(), ...content, createdAt: instant, updatedAt: instant })
  .meta({ id: 'SavedSearch' });

export const savedSearchesSchema = z.object({ items: z.array(savedSearchSchema) }).meta({ id: 'SavedSearches' });

export const alertsQuery = z.strictObject({
  open: yesOrNo('Only alarms that hold still, or only those that are over'),
  ...pageParameters,
});

const alertSchema = z
  .object({
    id: z.string(),
    searchId: z.guid(),
    searchName: z.string(),
    kind: z.enum(['count', 'silence']),
    message: z.string().meta({ examples: ['normally 40 a day, none since 2026-01-20 06:10 UTC'] }),
    openedAt: instant,
    closedAt: instant.nullable().meta({ description: 'Null: it holds still' }),
  })
  .meta({ id: 'Alert' });

export const alertChangeSchema = z
  .object({
    position: z.string().meta({ description: 'Its place in the order of the commits', examples: ['17.0'] }),
    at: instant.meta({ description: 'When it was written down' }),
    kind: z.enum(['opened', 'closed']).meta({
      description:
        '`opened`: the alarm was given. `closed`: it is over; its reason is, or its search was changed or forgotten.',
    }),
    alert: alertSchema.meta({ description: 'As it was then' }),
  })
  .meta({ id: 'AlertChange' });

export const alertPageSchema = z
  .object({ items: z.array(alertSchema), next: z.string().optional() })
  .meta({ id: 'AlertPage' });

/** A saved search as clients see it. */
export const renderSearch = (search: SavedSearch): z.output<typeof savedSearchSchema> => ({
  ...search,
  rules: [...search.rules],
  createdAt: search.createdAt.toISOString(),
  updatedAt: search.updatedAt.toISOString(),
});

/** An alarm as clients see it. */
export const renderAlert = (alert: Alert): z.output<typeof alertSchema> => ({
  ...alert,
  openedAt: alert.openedAt.toISOString(),
  closedAt: alert.closedAt?.toISOString() ?? null,
});

/** An alarm that began or ended, as clients see it. */
export const renderAlertChange = ({ position, at, alert }: AlertChange): z.output<typeof alertChangeSchema> => ({
  position: formatPosition(position),
  at: at.toISOString(),
  kind: alert.closedAt === null ? 'opened' : 'closed',
  alert: renderAlert(alert),
});
