import type { SearchReader } from '../persistence/search-reader.js';
import { invalidParameter } from './http/problem.js';

/**
 * The stems that a search is for; undefined where nothing is searched.
 *
 * @throws ProblemError when it has no word to look for: it would find nothing
 */
export async function stemsOf(
  reader: SearchReader,
  parameter: 'q' | 'title',
  search: string | undefined,
): Promise<readonly string[] | undefined> {
  if (search === undefined) return undefined;
  const stems = await reader.stems(search);
  if (stems !== undefined) return stems;
  throw invalidParameter(parameter, 'has no word to look for: it is empty, or all its words are as common as “the”');
}
