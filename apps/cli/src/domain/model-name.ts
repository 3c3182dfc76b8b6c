import { CommandFailure, EXIT } from './exit-codes.js';

/**
 * The one model version that a person means: the whole of it, or a part that only one has.
 *
 * @throws CommandFailure when none or several have it
 */
export function modelNamed(part: string, versions: readonly string[]): string {
  if (versions.includes(part)) return part;
  const meant = versions.filter((version) => version.includes(part));
  if (meant.length === 1) return meant[0]!;
  const known = versions.length === 0 ? 'no labels are stored yet' : `known are ${versions.join(', ')}`;
  const why = meant.length === 0 ? `No stored label is of a model ${part}` : `Several models are called like ${part}`;
  throw new CommandFailure(meant.length === 0 ? EXIT.someRejected : EXIT.usage, `${why}: ${known}.`);
}
