import { z } from 'zod';

import { REJECTION_CODES, type EventContract, type RejectionCode } from './event-contract.js';
import { articleId } from './formats/article.js';
import { outcomeIdOf } from './ids.js';
import { EVENT_MAX_BYTES } from './limits.js';

const count = z.int().nonnegative();

/** 32 hex digits; see `revisionOf`. */
export const revision = z.string().regex(/^[0-9a-f]{32}$/);

const origin = z
  .object({ topic: z.string(), partition: count, offset: count, timestamp: z.iso.datetime() })
  .meta({ description: 'The input record: its position, and when it was appended' });

const split = z.object({
  outcome: z.literal('split'),
  origin,
  articleId,
  revision,
  title: z.string().optional(),
  source: z.string().optional(),
  url: z.string().optional(),
  author: z.string().optional(),
  publishedAt: z.iso.datetime().optional(),
  language: z.string().optional(),
  text: z.string().meta({ description: 'The normalised text that all offsets point into' }),
  sentenceCount: z.int().positive(),
  spansHash: revision
    .optional()
    .meta({ description: 'Names where the sentences are; the revision is the name of text and spansHash together' }),
  cleaning: z
    .record(z.string(), count)
    .meta({ description: 'What normalisation changed, by kind; kinds without a change are left out' }),
});

const retracted = z.object({ outcome: z.literal('retracted'), origin, articleId });

const rejected = z.object({
  outcome: z.literal('rejected'),
  origin,
  key: z.string().optional().meta({ description: 'The key of the rejected record, where it is text' }),
  code: z.enum(Object.keys(REJECTION_CODES) as [RejectionCode, ...RejectionCode[]]),
  message: z.string(),
});

const schema = z.discriminatedUnion('outcome', [split, retracted, rejected]);

/** What became of one input record: split (with the manifest of the article), retracted, or rejected. */
export type ArticleOutcome = z.output<typeof schema>;

/** The manifest of a split article. */
export type ArticleSplit = z.output<typeof split>;

/** Exactly one for each input record: the ledger is counted from these. */
export const ArticleOutcome: EventContract<ArticleOutcome> = {
  topic: 'news.article.outcome.v1',
  description: 'What became of one record of news.article.submitted.v1. There is exactly one for each.',
  schema,
  key: (event) => (event.outcome === 'rejected' ? outcomeIdOf(event.origin) : event.articleId),
  id: (event) => outcomeIdOf(event.origin),
  maxBytes: EVENT_MAX_BYTES,
};
