import type { Line } from './lines.js';

/** A text to work on. */
export interface TextInput {
  /** As given; without one, the number of its line as text. */
  readonly id: string | number;
  readonly text: string;
}

/** A line that cannot be taken. */
export interface BadLine {
  readonly line: number;
  readonly message: string;
}

/** How standard input is read: one JSON object a line, or the whole of it one text. */
export type TextFormat = 'ndjson' | 'text';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decides by how the input begins: like a JSON object, and it is NDJSON; like anything else, and it is text. Undefined
 * while there is too little to tell.
 */
export function formatOf(beginning: Uint8Array): TextFormat | undefined {
  const start = new TextDecoder().decode(beginning, { stream: true }).trimStart();
  if (start === '' || /^\{\s*$/.test(start)) return undefined;
  return /^\{\s*["}]/.test(start) ? 'ndjson' : 'text';
}

/** Reads a line `{"id"?: string | number, "text": string}`; other fields are left aside. */
export function readTextLine({ number, bytes, tooLong }: Line): TextInput | BadLine {
  const bad = (message: string): BadLine => ({ line: number, message });
  if (tooLong) return bad('the line is longer than 256 MiB');
  const json = parse(bytes);
  if (!json.ok) return bad(json.message);
  const { value } = json;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('expected a JSON object');
  const { id, text } = value as { readonly id?: unknown; readonly text?: unknown };
  if (typeof text !== 'string') return bad('"text" must be a string');
  if (id === undefined || id === null) return { id: String(number), text };
  return typeof id === 'string' || typeof id === 'number'
    ? { id, text }
    : bad('"id" must be a string or a number, or be left out');
}

/** Whether a line was read. */
export function isBadLine(read: TextInput | BadLine): read is BadLine {
  return 'message' in read;
}

/** Decodes UTF-8 strictly; undefined when it is not. A byte order mark at the beginning is left out. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

function parse(bytes: Uint8Array): Parsed {
  const text = decodeText(bytes);
  if (text === undefined) return { ok: false, message: 'the line is not UTF-8' };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    // What V8 says quotes the line, which may be long and may hold control characters.
    return { ok: false, message: 'the line is not one JSON document' };
  }
}
