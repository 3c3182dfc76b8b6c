import { closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';

/** Keeps the log of the run before as `<path>.1`, so that a start never hides why the last one failed. */
export function rotateLog(path: string): void {
  try {
    renameSync(path, `${path}.1`);
  } catch {
    // There was no run before.
  }
}

/**
 * The end of a log.
 *
 * @param bytes how much of it is read; a line cut in two at the beginning is left out
 * @returns an empty text when there is no such file
 */
export function tailOf(path: string, bytes = 16_384): string {
  try {
    const { size } = statSync(path);
    const length = Math.min(size, bytes);
    const buffer = Buffer.alloc(length);
    const file = openSync(path, 'r');
    try {
      readSync(file, buffer, 0, length, size - length);
    } finally {
      closeSync(file);
    }
    const text = buffer.toString('utf8');
    return length < size ? text.slice(text.indexOf('\n') + 1) : text;
  } catch {
    return '';
  }
}

/** The last lines of a log that are not blank. */
export function lastLines(text: string, count: number): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count);
}
