import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { isBlank, linesOf } from '../domain/lines.js';
import {
  decodeText,
  formatOf,
  isBadLine,
  readTextLine,
  type TextFormat,
  type TextInput,
} from '../domain/text-input.js';
import { peek, readAll } from '../io/byte-source.js';
import { write } from '../io/write.js';

/** Longest line or text. Not far beyond it the runtime's strings end. */
const MAX_BYTES = 256 * 1024 * 1024;
const MOST_ERRORS_SHOWN = 20;

/** What is done with texts; each way returns what is to be written. */
export interface TextWork {
  /** The lines of an NDJSON input, some at a time. */
  readonly onLines: (inputs: readonly TextInput[]) => Promise<string> | string;
  /** The one text that a plain input is. */
  readonly onText: (text: string) => Promise<string> | string;
}

/**
 * Reads standard input to its end and hands it to the work, in order; reads on only when what was made of it is
 * written. Bad lines are named on standard error and left out, and the command then ends with 1.
 */
export async function workOnTexts(context: CliContext, wanted: TextFormat | 'auto', work: TextWork): Promise<void> {
  if (context.stdin.isTTY) context.stderr.write('sitrep: reading from the terminal; Ctrl-D ends the input\n');
  const { found, chunks } = await peek(context.stdin, wanted === 'auto' ? formatOf : () => wanted);
  // An input of nothing but blanks is an NDJSON of no lines.
  if ((found ?? 'ndjson') === 'ndjson') return onLines(context, chunks, work);
  const bytes = await readAll(chunks, MAX_BYTES);
  if (bytes === undefined) {
    throw new CommandFailure(EXIT.someRejected, 'The text is longer than 256 MiB: send it in parts, as NDJSON.');
  }
  const text = decodeText(bytes);
  if (text === undefined) throw new CommandFailure(EXIT.someRejected, 'The text is not UTF-8: convert it first.');
  await write(context.stdout, await work.onText(text));
}

async function onLines(context: CliContext, chunks: AsyncIterable<Uint8Array>, work: TextWork): Promise<void> {
  let bad = 0;
  for await (const lines of linesOf(chunks, MAX_BYTES)) {
    const inputs: TextInput[] = [];
    for (const line of lines) {
      if (isBlank(line)) continue;
      const input = readTextLine(line);
      if (!isBadLine(input)) inputs.push(input);
      else if (bad++ < MOST_ERRORS_SHOWN) context.stderr.write(`sitrep: line ${input.line}: ${input.message}\n`);
    }
    await write(context.stdout, await work.onLines(inputs));
  }
  if (bad === 0) return;
  if (bad > MOST_ERRORS_SHOWN) context.stderr.write(`sitrep: ${bad} lines in all could not be read\n`);
  context.exitWith(EXIT.someRejected);
}
