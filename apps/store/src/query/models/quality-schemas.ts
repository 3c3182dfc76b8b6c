import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { limitParameter } from '../schemas.js';
import { probability, sentenceSchema } from '../../answers/article-answers.js';

const count = z.int().nonnegative();
const label = z.enum(LABELS);

const filter = {
  source: z.string().min(1).max(2_000).optional().meta({ description: 'Only sentences of articles from this source' }),
  model: z.string().min(1).max(200).optional().meta({ description: 'Only what this model version says' }),
};

export const qualityQuery = z.strictObject(filter);

export const reviewQuery = z.strictObject({
  limit: limitParameter(100, 20, 'How many sentences at most'),
  ...filter,
});

const rateFields = {
  n: count.meta({ description: 'Sentences that a person has labelled or confirmed' }),
  agreed: count,
  share: probability.nullable().meta({ description: 'Null: there are none' }),
  low: probability.meta({ description: 'With 95 % certainty the true share is not below this (Wilson) …' }),
  high: probability.meta({ description: '… and not above this' }),
};

const rate = z.object(rateFields).meta({ id: 'Rate' });

const modelAgreement = z
  .object({
    modelVersion: z.string(),
    ...rateFields,
    sure: rate.meta({ description: 'Of what the model was sure of' }),
    review: rate.meta({ description: 'Of what it asked a person about' }),
    byLabel: z.array(z.object({ label: label.meta({ description: 'What the person says' }), ...rateFields })),
    bySource: z
      .array(z.object({ source: z.string().nullable(), ...rateFields }))
      .meta({ description: 'The 50 sources with the most verdicts' }),
    byConfidence: z.array(z.object({ from: probability, to: probability, mean: probability, ...rateFields })).meta({
      description: 'By tenths of the model’s confidence: `mean` and `share` are alike where it is calibrated',
    }),
    confusion: z.array(z.object({ person: label, model: label, count })),
  })
  .meta({ id: 'ModelAgreement' });

export const agreementSchema = z
  .object({ items: z.array(modelAgreement).meta({ description: 'The model with the most verdicts first' }) })
  .meta({ id: 'Agreement' });

export const confidenceSchema = z
  .object({
    sampled: probability.meta({ description: 'The part of all sentences that was counted: 1 is all' }),
    bins: z
      .array(
        z.object({
          from: probability,
          to: probability,
          counts: z.object({ military: count, diplomatic: count, humanitarian: count }),
          review: count.meta({ description: 'Of these, those that a person should look at' }),
        }),
      )
      .meta({ description: 'Twentieths of the model’s confidence, from 0 to 1' }),
  })
  .meta({ id: 'ConfidenceHistogram' });

export const reviewSchema = z
  .object({
    rule: z.string().meta({ description: 'In which order, in words' }),
    pool: count.meta({ description: 'How many sentences the queue was made of: the least sure of all' }),
    items: z.array(
      z.object({
        sentence: sentenceSchema,
        margin: probability.meta({ description: 'How much the first label is ahead of the second' }),
        volume: probability.meta({ description: 'The source’s share of the pool' }),
        copies: count.meta({ description: 'How often the same words stand in the pool' }),
        boilerplate: z.boolean(),
        value: z.number().meta({ description: '(1 − margin) × (1 + volume)' }),
      }),
    ),
  })
  .meta({ id: 'ReviewQueue' });

export const modelCardSchema = z
  .object({
    modelVersion: z.string(),
    temperature: z.number(),
    reviewBelow: probability.meta({ description: 'Below this confidence a person should look' }),
    trainedOn: count.meta({ description: 'Labelled sentences' }),
    scores: z.array(
      z.object({
        set: z.string(),
        count,
        accuracy: probability,
        macroF1: probability,
        acceptable: probability,
        ece: probability.meta({ description: 'Expected calibration error, 15 bins' }),
        review: probability,
        acceptableWithoutReview: probability,
        calibration: z.array(
          z.object({ from: probability, to: probability, count, meanConfidence: probability, accuracy: probability }),
        ),
      }),
    ),
  })
  .meta({ id: 'ModelCard' });

export type Agreement = z.output<typeof agreementSchema>;
export type ConfidenceHistogram = z.output<typeof confidenceSchema>;
export type ReviewQueue = z.output<typeof reviewSchema>;
export type ModelCard = z.output<typeof modelCardSchema>;
