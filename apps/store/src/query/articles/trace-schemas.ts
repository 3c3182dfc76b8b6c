import { z } from 'zod';

const revisionName = z.string().regex(/^[0-9a-f]{32}$/, 'is not 32 hex digits');

export const changesQuery = z.strictObject({
  from: revisionName.optional().meta({ description: 'The older text. Left out: the one before `to`' }),
  to: revisionName.optional().meta({ description: 'The newer text. Left out: the current one, else the latest' }),
});
