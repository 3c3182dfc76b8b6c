import { z } from 'zod';

import type { EventContract } from './event-contract.js';
import { LABELS } from './labels.js';
import { EVENT_MAX_BYTES } from './limits.js';
import { INCONSISTENT, isConsistent, sentenceFields } from './sentence-extracted.js';

const probability = z.number().min(0).max(1);

const evidence = z.object({
  text: z.string(),
  start: z.int().nonnegative().meta({ description: 'UTF-16 offset in the sentence' }),
  end: z.int().nonnegative(),
  weight: z.number().meta({ description: 'Above 0 speaks for the label, below 0 against it' }),
});

/** What a model says of one sentence. */
export const classificationFields = {
  modelVersion: z.string().min(1).max(200).meta({ description: 'Content hash of the model' }),
  label: z.enum(LABELS),
  confidence: probability.meta({ description: 'Calibrated probability that the label is right' }),
  scores: z.object({ military: probability, diplomatic: probability, humanitarian: probability }),
  none: probability.meta({ description: 'How unlike conflict news the sentence is' }),
  needsReview: z.boolean().meta({ description: 'The model is unsure: a person should look' }),
  evidence: z.array(evidence).max(50).meta({ description: 'The words that decided, the weightiest first' }),
};

const schema = z
  .object({
    ...sentenceFields,
    ...classificationFields,
    shadow: z.literal(true).optional().meta({ description: 'Set when the model only runs beside the one that counts' }),
  })
  .refine(isConsistent, INCONSISTENT);

/** A sentence with what one model says of it. */
export type SentenceLabelled = z.output<typeof schema>;

/** The output of the pipeline. A sentence has one event for each model version. */
export const SentenceLabelled: EventContract<SentenceLabelled> = {
  topic: 'news.sentence.labelled.v1',
  description: 'A sentence with its label, scores and evidence.',
  schema,
  key: (event) => event.articleId,
  id: (event) => `${event.sentenceId}/${event.modelVersion}`,
  maxBytes: EVENT_MAX_BYTES,
};
