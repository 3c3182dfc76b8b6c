import { z } from 'zod';

import { CLOCKS } from '../../domain/clock.js';
import { SORTS } from '../../domain/sentence-order.js';
import { filterParameters, search } from '../filter-parameters.js';
import { counted, next, sentenceSchema } from '../../answers/article-answers.js';
import { countParameter, pageParameters } from '../schemas.js';

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
  count: countParameter,
  ...pageParameters,
});

const { state: _state, ...articleFilter } = filterParameters;

/** Articles are always current ones. A title is no part of the filter, which is of sentences. */
export const articlesQuery = z.strictObject({
  ...articleFilter,
  title: search(
    'Only articles with these English words in their title, in any form of them: as `q` for sentences',
    'border',
  ),
  count: countParameter,
  ...pageParameters,
});

export const sentencePageSchema = z
  .object({
    items: z.array(sentenceSchema),
    sort: z.enum(SORTS).meta({ description: 'What the list is sorted by' }),
    order: z.enum(['asc', 'desc']),
    clock: z.enum(CLOCKS).optional().meta({ description: 'What `from` and `to` are times of, where they were given' }),
    count: counted,
    next,
  })
  .meta({ id: 'SentencePage' });

export type SentencePage = z.output<typeof sentencePageSchema>;
