import { REJECTION_CODES } from '@sitrep/contracts';
import { z } from 'zod';

const taken = {
  articleId: z.string().meta({ description: 'The name of the article in the pipeline' }),
  links: z
    .object({ article: z.string(), ledger: z.string() })
    .meta({ description: 'Where it will be, and where its sentences are on their way' }),
};
const line = z.int().positive().meta({ description: 'From 1' });
const codes = Object.keys(REJECTION_CODES) as [keyof typeof REJECTION_CODES, ...(keyof typeof REJECTION_CODES)[]];

const acceptedArticle = z.object(taken).meta({ id: 'AcceptedArticle' });

const acceptedBatch = z
  .object({
    accepted: z.int().nonnegative(),
    rejected: z.int().nonnegative(),
    items: z.array(
      z.union([
        z.object({ line, ...taken }),
        z.object({ line, code: z.enum(codes), message: z.string().meta({ description: 'What to do about it' }) }),
      ]),
    ),
  })
  .meta({ id: 'AcceptedBatch', description: 'What became of each line; empty lines are passed over' });

/** What is answered to articles that are handed in. */
export const acceptedSchema = z
  .union([acceptedArticle, acceptedBatch])
  .meta({ id: 'Accepted', description: 'They are on the input topic, for good, and not yet split and labelled' });

export type AcceptedArticle = z.output<typeof acceptedArticle>;
export type AcceptedBatch = z.output<typeof acceptedBatch>;
