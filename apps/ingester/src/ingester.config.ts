import { groupId, healthPort, serviceSettings } from '@sitrep/config';
import { z } from 'zod';

/** Settings of the ingester. */
export const ingesterConfig = z.object({
  ...serviceSettings,
  HEALTH_PORT: healthPort,
  SITREP_GROUP_ID: groupId('sitrep-ingester'),
});
