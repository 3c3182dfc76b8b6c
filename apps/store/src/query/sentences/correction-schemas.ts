import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { isStorable } from '../../domain/storable-text.js';
import { evidenceSchema, instant, probability, revisionState, scoresSchema, sentenceSchema } from '../schemas.js';

const said = (longest: number) =>
  z.string().max(longest).regex(/\S/, 'is empty').refine(isStorable, 'has a NUL character or a lone surrogate');

/** Who does something, and why. */
export const personFields = {
  by: said(200)
    .optional()
    .meta({ description: 'Who says so; left out, the name of the key', examples: ['anna'] }),
  reason: said(2_000).meta({ description: 'Why' }),
};

/** Path parameters of one sentence. */
export const sentencePath = z.strictObject({ id: z.guid().meta({ description: 'sentenceId' }) });

export const correctionBody = z
  .strictObject({ label: z.enum(LABELS), ...personFields })
  .meta({ id: 'CorrectionBody', examples: [{ label: 'military', by: 'anna', reason: 'The truce is broken.' }] });

export const undoQuery = z.strictObject(personFields);

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

/** A line of a corpus that `npm run train` takes. */
export const trainingLine = z
  .object({
    id: z.guid().meta({ description: 'sentenceId' }),
    text: z.string(),
    label: z.enum(LABELS),
    alt: z.null(),
    none: z.literal(false),
  })
  .meta({ id: 'TrainingLine' });

export type SentenceDetail = z.output<typeof sentenceDetailSchema>;
