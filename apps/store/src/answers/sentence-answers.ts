import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import {
  evidenceSchema,
  instant,
  probability,
  revisionState,
  scoresSchema,
  sentenceSchema,
} from './article-answers.js';

const modelLabel = z
  .object({
    modelVersion: z.string(),
    label: z.enum(LABELS),
    confidence: probability,
    scores: scoresSchema,
    none: probability,
    needsReview: z.boolean(),
    evidence: z.array(evidenceSchema),
    shadow: z.boolean().meta({ description: 'It does not count: the model only runs beside the one that does' }),
    promoted: z.boolean().meta({ description: 'It counts before those of other models' }),
    labelledAt: instant.meta({ description: 'When the model first said so' }),
  })
  .meta({ id: 'ModelLabel' });

const correction = z
  .object({
    number: z.int().positive().meta({ description: 'From 1; the greatest counts' }),
    label: z.enum(LABELS).nullable().meta({ description: 'Null: what was said before was taken back' }),
    by: z.string(),
    reason: z.string(),
    at: instant,
  })
  .meta({ id: 'Correction' });

const offset = z.int().nonnegative();

const selectors = z
  .object({
    position: z
      .object({ type: z.literal('TextPositionSelector'), start: offset, end: offset })
      .meta({ description: 'Unicode code points into the text of the revision, as the W3C counts' }),
    quote: z.object({
      type: z.literal('TextQuoteSelector'),
      exact: z.string(),
      prefix: z.string(),
      suffix: z.string(),
    }),
  })
  .meta({ id: 'Selectors', description: 'Web Annotation Data Model' });

export const sentenceDetailSchema = sentenceSchema
  .extend({
    state: revisionState.nullable().meta({ description: 'Of its revision. Null: nothing of the article has come yet' }),
    selectors: selectors.nullable().meta({ description: 'Null: the text of the article has not come yet' }),
    labels: z.array(modelLabel).meta({ description: 'What every model says, the earliest first' }),
    corrections: z.array(correction).meta({ description: 'What persons have said, the latest first' }),
  })
  .meta({ id: 'SentenceDetail' });

export type SentenceDetail = z.output<typeof sentenceDetailSchema>;
