import { TransientFailure } from '@sitrep/pipeline';

import { DatabaseUnavailable } from '../ports.js';
import type { BatchWriter, Query } from './batch-writer.js';

/**
 * Writes one thing for the API, in a transaction that is tried again when others stand in its way.
 *
 * @returns what `write` returned in the transaction that was committed
 * @throws DatabaseUnavailable when the database is away or too busy
 */
export async function writeOne<Result>(writer: BatchWriter, write: (query: Query) => Promise<Result>): Promise<Result> {
  const results: Result[] = [];
  try {
    const [refusal] = await writer.save([undefined], async (query) => void results.push(await write(query)));
    if (refusal !== undefined) throw new Error(`The database refused it. ${refusal.message}`);
  } catch (error) {
    if (error instanceof TransientFailure) throw new DatabaseUnavailable(error.message, { cause: error });
    throw error;
  }
  return results.at(-1)!;
}
