import { z } from 'zod';

/** How much is wanted at most, in the words of an address. */
export const limitParameter = (most: number, usual: number, description: string) =>
  z
    .string()
    .regex(new RegExp(`^\\d{1,${String(most).length}}$`), 'is not a whole number')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= most, `is not between 1 and ${most}`)
    .default(usual)
    .meta({ description, type: 'integer', minimum: 1, maximum: most, default: usual });

/** Parameters of every list. */
export const pageParameters = {
  limit: limitParameter(500, 50, 'How many items the page has at most'),
  cursor: z
    .string()
    .min(1)
    .max(2_000)
    .optional()
    .meta({ description: '`next` of the page before: the list goes on there. It belongs to its filter.' }),
};

/** Of lists that can be counted. */
export const countParameter = z
  .enum(['exact', 'estimate', 'none'])
  .optional()
  .meta({
    description:
      'Whether to say how many the whole list has: counted, of the same moment as the page, or as the database guesses. Left out: none.',
    examples: ['estimate'],
  });

export const articleQuery = z.strictObject({
  revision: z
    .string()
    .regex(/^[0-9a-f]{32}$/, 'is not 32 hex digits')
    .optional()
    .meta({ description: 'One revision, current or not. Left out: the current one.' }),
});

/** Path parameters of one article. */
export const articlePath = z.strictObject({
  id: z
    .string()
    .min(1)
    .meta({ description: 'articleId, percent-encoded: it may hold slashes', examples: ['a-1'] }),
});

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}
