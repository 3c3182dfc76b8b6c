import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { type LetterId, letterId } from '../domain/letter-id.js';
import type { StoreApi } from '../io/api.js';
import { unreadable } from '../io/unreadable.js';

/** A value that is to be sent in the place of a letter's own. */
export interface Edit {
  readonly base64: string;
}

/**
 * The value to send: what a file holds, or what a person makes of the letter in an editor; undefined: its own.
 *
 * @throws CommandFailure when there is nothing to send
 */
export async function editedValue(
  edit: string | true | undefined,
  path: LetterId,
  api: StoreApi,
  context: CliContext,
): Promise<Edit | undefined> {
  if (edit === undefined) return undefined;
  if (typeof edit === 'string') return asEdit(await contentOf(edit, context));
  const before = await textOf(path, api);
  const after = await inEditor(before, path, context);
  if (after === before) throw new CommandFailure(EXIT.someRejected, 'Nothing was changed, and nothing is sent.');
  return asEdit(Buffer.from(after));
}

const asEdit = (bytes: Buffer): Edit => ({ base64: bytes.toString('base64') });

async function contentOf(name: string, { directory }: CliContext): Promise<Buffer> {
  try {
    return await readFile(resolve(directory, name));
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** What was sent last, else its own value. */
async function textOf(path: LetterId, api: StoreApi): Promise<string> {
  const { value, edit } = await api.value(
    `read the letter ${letterId(path)}`,
    api.client.GET('/v1/dead-letters/{topic}/{partition}/{offset}', { params: { path } }),
  );
  const shown = edit ?? value;
  if (shown === null) return '';
  if (shown.text !== null && !shown.truncated) return shown.text;
  const why = shown.truncated ? 'too long for an editor' : 'not UTF-8';
  throw new CommandFailure(EXIT.usage, `The value is ${why}: \`show --raw\` writes it, --edit FILE takes it.`);
}

async function inEditor(text: string, path: LetterId, { env }: CliContext): Promise<string> {
  const editor = env['VISUAL'] || env['EDITOR'];
  if (editor === undefined)
    throw new CommandFailure(EXIT.usage, 'There is no editor: set EDITOR, or give --edit FILE.');
  const folder = await mkdtemp(join(tmpdir(), 'sitrep-'));
  const file = join(folder, `${letterId(path).replaceAll('/', '-')}.json`);
  try {
    await writeFile(file, text, { mode: 0o600 });
    // An editor may have arguments: EDITOR="code --wait". The name of the file is ours, and has no spaces.
    const child = spawn(`${editor} "$SITREP_FILE"`, {
      shell: true,
      stdio: 'inherit',
      env: { ...env, SITREP_FILE: file },
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new CommandFailure(EXIT.someRejected, `The editor ended with ${code}; nothing is sent.`);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
