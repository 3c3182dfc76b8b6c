import { FatalFailure, TransientFailure } from '@sitrep/pipeline';

import { Settlement } from './settlement.js';

/** The settlement that follows from what a stage or the publisher threw. */
export function settlementOf(settled: number, error: unknown): Settlement {
  if (error instanceof TransientFailure) return new Settlement(settled, 'waiting', error.message);
  if (error instanceof FatalFailure) return new Settlement(settled, 'fatal', error.message);
  return new Settlement(settled, 'fatal', `An error that nobody expected: ${String(error)}`);
}
