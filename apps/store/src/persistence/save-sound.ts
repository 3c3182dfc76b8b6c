import type { SaveResult } from '../ports.js';
import type { BatchWriter, Write } from './batch-writer.js';

/** Refuses the items that have a problem, writes the others, and answers for all, at their own index. */
export async function saveSound<Item>(
  writer: BatchWriter,
  batch: readonly Item[],
  problemOf: (item: Item) => string | undefined,
  write: Write<Item>,
): Promise<readonly SaveResult[]> {
  const results = batch.map((item): SaveResult => {
    const message = problemOf(item);
    return message === undefined ? undefined : { code: 'STORE_REJECTED', message };
  });
  const sound = [...batch.entries()].filter(([index]) => results[index] === undefined);
  const saved = await writer.save(
    sound.map(([, item]) => item),
    write,
  );
  for (const [at, [index]] of sound.entries()) results[index] = saved[at];
  return results;
}
