/** How a file holds articles. `html` is text whose tags are taken out by the pipeline. */
export type FeedFormat = 'text' | 'html' | 'json' | 'ndjson';

const BY_EXTENSION: Readonly<Record<string, FeedFormat>> = {
  '.txt': 'text',
  '.text': 'text',
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/** What a file's name says about it; undefined when it says nothing. */
export function formatOfName(name: string): FeedFormat | undefined {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? undefined : BY_EXTENSION[name.slice(dot).toLowerCase()];
}

/** As much of a file as {@link formatOfContent} looks at, in bytes. */
export const LOOK_AT_BYTES = 64 * 1024;

/**
 * What a file without a telling name holds, by its first {@link LOOK_AT_BYTES}; undefined while more of it is needed.
 * NDJSON is known by a line that is a JSON object by itself and begins at the line's first character; JSON that is laid
 * out over several lines has none.
 */
export function formatOfContent(beginning: Uint8Array, isAll: boolean): FeedFormat | undefined {
  const start = new TextDecoder().decode(beginning, { stream: true }).trimStart();
  const seenEnough = isAll || beginning.byteLength >= LOOK_AT_BYTES;
  // A report may begin with "[Kabul, Reuters]".
  if (/^\[\s*[[{"\]]/.test(start)) return 'json';
  if (/^(?:[^[{]|\[\s*\S)/.test(start)) return 'text';
  const complete = start.slice(0, start.lastIndexOf('\n') + 1);
  if (complete.split('\n').some(isObject)) return 'ndjson';
  if (!seenEnough) return undefined;
  return start.startsWith('{') ? 'json' : 'text';
}

function isObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
