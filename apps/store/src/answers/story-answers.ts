import { z } from 'zod';

import { instant } from './article-answers.js';

const member = z.object({
  articleId: z.string(),
  title: z.string().nullable(),
  source: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: instant.nullable(),
  receivedAt: instant,
  first: z.boolean().meta({ description: 'It counts as the first of its story; the others are syndicated' }),
});

export const storySchema = z
  .object({
    storyId: z
      .string()
      .nullable()
      .meta({
        description: 'The least id of the articles that tell the story. Null: it was not looked at yet',
        examples: ['a-1'],
      }),
    pending: z.boolean().meta({ description: 'Something of the article is new, and is still to be looked at' }),
    count: z.int().nonnegative().meta({ description: 'How many current articles tell the story' }),
    items: z.array(member).meta({ description: 'Current articles, the first one first; at most 500' }),
  })
  .meta({ id: 'Story' });

export type Story = z.output<typeof storySchema>;
