import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { formatOfName } from '../domain/feed-format.js';
import { unreadable } from '../io/unreadable.js';

/** A file to feed, or one that is passed over. */
export interface InputFile {
  /** As the person wrote it, with what was found below it. */
  readonly name: string;
  readonly path: string;
  /** In a directory, a file whose name tells of no format is passed over. */
  readonly passedOver: boolean;
}

/**
 * Makes sure that all inputs are there before any is fed, so that a name that is wrong does not leave half of it done.
 *
 * @throws CommandFailure (usage) when one is not
 */
export async function checkInputs(inputs: readonly { readonly name: string; readonly path: string }[]): Promise<void> {
  for (const { name, path } of inputs) await isDirectory(name, path);
}

/**
 * The file itself; or the files of a directory and of those below it, in the order of their names. Hidden ones are
 * left out.
 *
 * @throws CommandFailure (usage) when there is no such file or directory
 */
export async function* inputFiles(name: string, path: string): AsyncGenerator<InputFile> {
  if (await isDirectory(name, path)) yield* filesBelow(name, path);
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

async function isDirectory(name: string, path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    (error: unknown) => {
      throw unreadable(name, error);
    },
  );
}

/** A link to a directory may lead back up, and a pipe may never end. */
async function isRegularFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
