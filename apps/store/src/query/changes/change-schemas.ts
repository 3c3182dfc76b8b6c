import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { type Change, CHANGE_KINDS } from '../../changes/change-source.js';
import { formatPosition, parsePosition } from '../../domain/feed-position.js';
import { filterParameters } from '../filter-parameters.js';
import { instant, sentenceSchema } from '../../answers/article-answers.js';
import { pageParameters } from '../schemas.js';

const position = z
  .string()
  .refine((text) => parsePosition(text) !== undefined, 'is not a position that this feed gave')
  .transform((text) => parsePosition(text)!)
  .meta({ type: 'string', pattern: String.raw`^\d+\.\d+$`, examples: ['12345.17'] });

/** Parameters of a page of changes. */
export const changesQuery = z.strictObject({
  ...filterParameters,
  after: z
    .string()
    .refine(
      (text) => text === 'latest' || parsePosition(text) !== undefined,
      'is neither a position that this feed gave, nor latest',
    )
    .transform((text) => (text === 'latest' ? text : parsePosition(text)!))
    .optional()
    .meta({
      type: 'string',
      examples: ['12345.17'],
      description:
        '`next` of the page before, or the id of an event of the stream. `latest`: what comes from now on. Left out: everything that is still known.',
    }),
  limit: pageParameters.limit,
});

/** Parameters of the stream. */
export const streamQuery = z.strictObject({
  ...filterParameters,
  after: position.optional().meta({
    description: 'Where to go on from; the header Last-Event-ID comes before it. Left out: what comes from now on.',
  }),
});

const label = z.enum(LABELS).nullable();

export const changeSchema = z
  .object({
    position: z.string().meta({ description: 'Its place in the order of the commits', examples: ['12345.17'] }),
    at: instant.meta({ description: 'When it was committed' }),
    kind: z.enum(CHANGE_KINDS).meta({
      description:
        '`stored`: it came in. `labelled`: a model’s label counts now. `corrected`: a person’s does, or was taken back. `described`: its article is of another source, language or time. `current`: its text became the one that counts. `superseded`, `retracted`: it is so no longer.',
    }),
    label: label.meta({ description: 'What counted from then on' }),
    oldLabel: label.meta({ description: 'What counted before' }),
    current: z.boolean().meta({ description: 'Whether its text was the current one from then on' }),
    matches: z.boolean().meta({
      description: 'The sentence passes the filter now: keep it. False: take it from what you keep, if it is there.',
    }),
    sentence: sentenceSchema.meta({ description: 'As it reads now: later changes may be in it already, and follow' }),
  })
  .meta({ id: 'Change' });

/** JSON within a text. */
const jsonText = (contentSchema: object) => z.string().meta({ contentMediaType: 'application/json', contentSchema });

/** One event of the stream, field by field. */
export const streamEventSchema = z
  .discriminatedUnion('event', [
    z.object({
      id: z.string().meta({ description: 'Position of the change', examples: ['12345.17'] }),
      event: z.literal('change'),
      data: jsonText({ $ref: '#/components/schemas/Change' }),
    }),
    z
      .object({
        event: z.literal('gone'),
        data: jsonText({
          type: 'object',
          properties: { reason: { type: 'string', examples: ['The position is forgotten.'] } },
        }),
      })
      .meta({ description: 'The last: the position was forgotten meanwhile' }),
  ])
  .meta({ id: 'StreamEvent' });

export const changePageSchema = z
  .object({
    items: z
      .array(changeSchema)
      .meta({ description: 'In the order of the commits. May be empty, and more may follow.' }),
    next: z.string().meta({ description: 'Where to go on from, now or later: always there' }),
    caughtUp: z.boolean().meta({ description: 'There was nothing after `next`: ask again later, or take the stream' }),
  })
  .meta({ id: 'ChangePage' });

/** A change as clients see it. */
export function renderChange(change: Change): z.output<typeof changeSchema> {
  const { position: place, at, ...rest } = change;
  return { position: formatPosition(place), at: at.toISOString(), ...rest };
}
