import { LABELS } from '@sitrep/contracts';
import { z } from 'zod';

import { isStorable } from '../../domain/storable-text.js';

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
