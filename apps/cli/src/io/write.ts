import { once } from 'node:events';

import type { CliContext } from '../cli-context.js';

/** Writes, and waits while the reader is slower than we are. */
export async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text !== '' && !stream.write(text)) await once(stream, 'drain');
}

/** Says what a command found: for programs as one JSON document on one line, else for people. */
export async function tell(
  { stdout }: Pick<CliContext, 'stdout'>,
  json: boolean | undefined,
  document: unknown,
  text: () => string,
): Promise<void> {
  await write(stdout, json === true ? `${JSON.stringify(document)}\n` : text());
}
