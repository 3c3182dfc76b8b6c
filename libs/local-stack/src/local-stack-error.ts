/**
 * Something that a person can put right: a port is taken, Java is missing, a directory may not be written.
 * The message is one sentence that says what is wrong and what to do; no stack trace is needed to act on it.
 */
export class LocalStackError extends Error {
  override readonly name = 'LocalStackError';
}

const byCode: Readonly<Record<string, (path: string) => string>> = {
  EACCES: (path) =>
    `No permission to write ${path}: run as the user who owns it, or set SITREP_DATA_DIR to a directory of your own.`,
  EPERM: (path) =>
    `No permission to change ${path}: run as the user who owns it, or set SITREP_DATA_DIR to a directory of your own.`,
  EROFS: (path) => `${path} is on a read-only file system: set SITREP_DATA_DIR to a directory that can be written.`,
  ENOSPC: (path) =>
    `The disk of ${path} is full: free about 1 GB, or set SITREP_DATA_DIR to a directory on another disk.`,
  EDQUOT: (path) =>
    `The disk quota for ${path} is used up: free about 1 GB, or set SITREP_DATA_DIR to a directory on another disk.`,
  ENOTDIR: (path) => `${path} goes through a file, not a directory: set SITREP_DATA_DIR to a directory.`,
  EEXIST: (path) => `${path} exists and is not a directory: set SITREP_DATA_DIR to another path.`,
  EMFILE: () => 'Too many files are open: raise the limit with `ulimit -n 4096` and start again.',
};

/** The code of a Node system error (`EACCES`, …), or undefined for anything else. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Turns a failure of the file system into a sentence for people; anything else is returned as it came.
 *
 * @param path what was being written, used when the error itself names no path
 */
export function explainFileError(error: unknown, path: string): unknown {
  const sentence = byCode[codeOf(error) ?? ''];
  if (!sentence) return error;
  const named = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : path;
  return new LocalStackError(sentence(named), { cause: error });
}
