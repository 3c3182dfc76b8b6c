import { z } from 'zod';

import { limitParameter } from '../schemas.js';
import { personFields } from '../sentences/correction-schemas.js';

const modelVersion = z.string().min(1).max(200);

/** Path parameters of one model. */
export const modelPath = z.strictObject({
  version: modelVersion.meta({ description: 'modelVersion', examples: ['sitrep-labels-0998f375ab2af86b'] }),
});

export const modelActBody = z
  .strictObject(personFields)
  .meta({ id: 'ModelActBody', examples: [{ by: 'anna', reason: 'Better on tolls, worse nowhere.' }] });

export const compareQuery = z.strictObject({
  a: modelVersion.meta({ description: 'The one model' }),
  b: modelVersion.meta({ description: 'The other' }),
  examples: z
    .string()
    .regex(/^\d{1,2}$/, 'is not a whole number from 0 to 99')
    .transform(Number)
    .refine((number) => number <= 20, 'is not between 0 and 20')
    .default(3)
    .meta({
      description: 'How many examples of each difference',
      type: 'integer',
      minimum: 0,
      maximum: 20,
      default: 3,
    }),
});

export const unlabelledQuery = z.strictObject({
  limit: limitParameter(1_000, 500, 'How many sentences are looked at'),
  cursor: z.string().min(1).max(2_000).optional().meta({ description: '`next` of the page before' }),
});
