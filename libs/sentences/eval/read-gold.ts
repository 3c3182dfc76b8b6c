import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** A document with its right sentences. */
export interface GoldDocument {
  readonly id: string;
  readonly input: string;
  readonly sentences: readonly string[];
}

/** A line of a file that cannot be scored, said so that it can be mended. */
export class BadGoldLine extends Error {
  constructor(file: string, line: number, problem: string) {
    super(`${file}:${line}: ${problem}`);
    this.name = 'BadGoldLine';
  }
}

/**
 * Reads a file of one JSON object a line: `input`, a text, and `sentences`, its sentences in order; `id` if there is one.
 * Other fields and empty lines are passed over.
 * @throws {BadGoldLine} where a line is of another form; the error of node:fs where the file cannot be read
 */
export async function* readGold(file: string): AsyncGenerator<GoldDocument> {
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    number++;
    if (line.trim() !== '') yield parseGoldLine(line, file, number);
  }
}

/** One line of such a file; `file` and `number` are for the message of the error. */
export function parseGoldLine(line: string, file: string, number: number): GoldDocument {
  const fail = (problem: string): never => {
    throw new BadGoldLine(file, number, problem);
  };
  const value = parseJson(line) ?? fail('not a JSON object');
  const { id, input, sentences } = value;
  if (typeof input !== 'string') return fail('"input" must be a string');
  if (!Array.isArray(sentences) || !sentences.every((sentence) => typeof sentence === 'string')) {
    return fail('"sentences" must be an array of strings');
  }
  return { id: typeof id === 'string' || typeof id === 'number' ? String(id) : `line ${number}`, input, sentences };
}

function parseJson(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
