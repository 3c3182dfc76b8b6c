import { userInfo } from 'node:os';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';

/**
 * Who decides: the name that was given, else that of the user.
 *
 * @throws CommandFailure (usage) where the user has no name, as in some containers
 */
export function whoSaysSo(by: string | undefined, { env }: CliContext): string {
  const name = by ?? (env['USER'] || nameOfUser());
  if (name !== undefined && name.trim() !== '') return name;
  throw new CommandFailure(EXIT.usage, 'Say who decides: --by NAME.');
}

function nameOfUser(): string | undefined {
  try {
    return userInfo().username;
  } catch {
    return undefined;
  }
}
