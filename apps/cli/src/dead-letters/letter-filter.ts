import type { components } from '@sitrep/api-client';

export type Letter = components['schemas']['DeadLetter'];
export type Fate = components['schemas']['DeadLetterFate'];

/** What every filter of letters may name. */
export type LetterFilter = components['schemas']['DeadLetterBulkBody']['filter'];

/** Of a command's options, those that are a filter. */
export function filterOf({ topic, code, stage, article, from, to }: LetterFilter): LetterFilter {
  return Object.fromEntries(
    Object.entries({ topic, code, stage, article, from, to }).filter(([, value]) => value !== undefined),
  );
}
