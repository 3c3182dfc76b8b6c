import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { formatOfName } from '../domain/feed-format.js';

/** A file to feed, or one that is passed over. */
export interface InputFile {
  /** As the person wrote it, with what was found below it. */
  readonly name: string;
  readonly path: string;
  /** In a directory, a file whose name tells of no format is passed over. */
  readonly passedOver: boolean;
}

/**
 * The file itself; or the files of a directory and of those below it, in the order of their names. Hidden ones are
 * left out.
 *
 * @throws CommandFailure (usage) when there is no such file or directory
 */
export async function* inputFiles(name: string, path: string): AsyncGenerator<InputFile> {
  const isDirectory = await stat(path).then(
    (stats) => stats.isDirectory(),
    (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`;
      throw new CommandFailure(EXIT.usage, `${name} ${why}: give a file, a directory, or - for standard input.`);
    },
  );
  if (isDirectory) yield* filesBelow(name, path);
  else yield { name, path, passedOver: false };
}

async function* filesBelow(name: string, path: string): AsyncGenerator<InputFile> {
  const entries = [];
  for await (const entry of await opendir(path)) if (!entry.name.startsWith('.')) entries.push(entry);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const below = { name: join(name, entry.name), path: join(path, entry.name) };
    if (entry.isDirectory()) yield* filesBelow(below.name, below.path);
    else yield { ...below, passedOver: formatOfName(entry.name) === undefined || !(await isRegularFile(below.path)) };
  }
}

/** A link to a directory may lead back up, and a pipe may never end. */
async function isRegularFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
