import { ProblemError, type ProblemPart } from '../query/http/problem.js';
import type { Caller } from './caller.js';

/**
 * Who says so: a program with a key of its own may speak for persons; whoever names nobody speaks for himself.
 *
 * @param where the name would stand
 * @throws ProblemError when nobody is named, and there is no key
 */
export function speakerOf(
  by: string | undefined,
  caller: Caller | undefined,
  where: Omit<ProblemPart, 'detail'> = { pointer: '/by' },
): string {
  const name = by ?? caller?.name;
  if (name !== undefined) return name;
  throw new ProblemError('invalid-request', 'It is not said who says so.', [{ ...where, detail: 'is missing' }]);
}
