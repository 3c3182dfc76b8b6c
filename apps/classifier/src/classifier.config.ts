import { groupId, healthPort, serviceSettings } from '@sitrep/config';
import { z } from 'zod';

import { BUILT_IN } from './open-classifier.js';

const KINDS = `${BUILT_IN}, an http(s) address, a file *.onnx, or a directory written by npm run train`;

/** Settings of the classifier. */
export const classifierConfig = z.object({
  ...serviceSettings,
  HEALTH_PORT: healthPort,
  SITREP_GROUP_ID: groupId('sitrep-classifier'),
  SITREP_MODEL: z.string().default(BUILT_IN).describe(`the model whose label counts: ${KINDS}`),
  SITREP_SHADOW_MODEL: z.string().optional().describe(`a second model whose labels are kept beside: ${KINDS}`),
});
