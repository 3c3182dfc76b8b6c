import type { components } from '@sitrep/api-client';

export type Letter = components['schemas']['DeadLetter'];
export type Fate = components['schemas']['DeadLetterFate'];

/** A page of letters. */
export type LetterPage = components['schemas']['DeadLetterPage'];

/** Letters counted by reason and day. */
export type LetterCounts = components['schemas']['DeadLetterGroups'];

/** What was done to the letters of a filter, or would be. */
export type BulkResult = components['schemas']['DeadLetterBulk'];

/** What every filter of letters may name. */
export type LetterFilter = components['schemas']['DeadLetterBulkBody']['filter'];

/** Of a command's options, those that are a filter. */
export function filterOf({ topic, code, stage, article, from, to }: LetterFilter): LetterFilter {
  return Object.fromEntries(
    Object.entries({ topic, code, stage, article, from, to }).filter(([, value]) => value !== undefined),
  );
}
