import { z } from 'zod';

import { CLOCKS } from '../../domain/clock.js';
import { SORTS } from '../../domain/sentence-order.js';
import { filterParameters } from '../filter-parameters.js';
import { next, pageParameters, sentenceSchema } from '../schemas.js';

export const sentencesQuery = z.strictObject({
  ...filterParameters,
  sort: z
    .enum(SORTS)
    .optional()
    .meta({
      description:
        'What the list is sorted by: one of the clocks, or how sure the model is. What has no such value is left out. Left out: the clock that is named, else stored.',
      examples: ['published'],
    }),
  order: z.enum(['asc', 'desc']).optional().meta({ description: 'Left out: desc, the latest or surest first' }),
  count: z
    .enum(['exact', 'estimate', 'none'])
    .optional()
    .meta({
      description:
        'Whether to say how many sentences the list has: counted, or as the database guesses. Left out: none.',
      examples: ['estimate'],
    }),
  ...pageParameters,
});

const { state: _state, ...articleFilter } = filterParameters;

/** Articles are always current ones. */
export const articlesQuery = z.strictObject({ ...articleFilter, ...pageParameters });

export const sentencePageSchema = z
  .object({
    items: z.array(sentenceSchema),
    sort: z.enum(SORTS).meta({ description: 'What the list is sorted by' }),
    order: z.enum(['asc', 'desc']),
    clock: z.enum(CLOCKS).optional().meta({ description: 'What `from` and `to` are times of, where they were given' }),
    count: z
      .object({ value: z.int().nonnegative(), kind: z.enum(['exact', 'estimate']) })
      .optional()
      .meta({ description: 'Sentences of the whole list, where it was asked for' }),
    next,
  })
  .meta({ id: 'SentencePage' });

export type SentencePage = z.output<typeof sentencePageSchema>;
