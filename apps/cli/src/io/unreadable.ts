import { CommandFailure, EXIT } from '../domain/exit-codes.js';

/** What to say of a file that a person named, and that cannot be read. */
export function unreadable(name: string, cause: unknown): CommandFailure {
  const { code } = cause as NodeJS.ErrnoException;
  const why = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
  return new CommandFailure(EXIT.usage, `${name} ${why}.`, { cause });
}
