import { userInfo } from 'node:os';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { letterId, parseLetterId, type LetterId } from '../domain/letter-id.js';
import { StoreApi } from '../io/api.js';
import { write } from '../io/write.js';
import { editedValue } from './edit-value.js';
import { fateText } from './letter-text.js';
import { filterOf, type Letter, type LetterFilter } from './letter-filter.js';

/** What is to be done, and to which letters. */
export interface ActRequest extends LetterFilter {
  readonly reason?: string;
  readonly by?: string;
  readonly all?: boolean;
  readonly expect?: string;
  readonly dryRun?: boolean;
  /** A file; true: an editor. */
  readonly edit?: string | true;
  readonly json?: boolean;
}

const DOING = { '/v1/dead-letters/replay': 'send again the', '/v1/dead-letters/discard': 'discard the' } as const;
const ONE = '/v1/dead-letters/{topic}/{partition}/{offset}';

/** Sends a letter, or all of a filter, again. */
export async function replayLetters(name: string | undefined, request: ActRequest, context: CliContext): Promise<void> {
  const api = new StoreApi(context);
  const { client } = api;
  if (name === undefined) {
    if (request.edit !== undefined) throw new CommandFailure(EXIT.usage, 'Each letter is edited alone: name one.');
    return actOnAll('/v1/dead-letters/replay', request, api, context);
  }
  const path = idOf(name, request);
  if (request.dryRun !== true) said(request);
  const edit = await editedValue(request.edit, path, api, context);
  if (request.dryRun === true) {
    const fate = await api.value(
      `try the letter ${name}`,
      client.POST(`${ONE}/dry-run`, { params: { path }, body: edit ?? {} }),
    );
    if (fate.kind === 'rejected') context.exitWith(EXIT.someRejected);
    return write(context.stdout, request.json === true ? `${JSON.stringify(fate)}\n` : fateText(fate));
  }
  const body = { ...said(request), ...edit };
  const letter = await api.value(
    `send the letter ${name} again`,
    client.POST(`${ONE}/replay`, { params: { path }, body }),
  );
  const { publishedAt, failed } = letter.replays.at(-1) ?? { publishedAt: null, failed: null };
  const isRefused = publishedAt === null && failed !== null;
  if (isRefused) context.exitWith(EXIT.someRejected);
  const waits = isRefused ? `open: Kafka did not take it. ${letter.message}` : 'to be sent again when Kafka answers';
  await tell(letter, publishedAt === null ? waits : 'sent again', request, context);
}

/** Lets a letter, or all of a filter, go. */
export async function discardLetters(
  name: string | undefined,
  request: ActRequest,
  context: CliContext,
): Promise<void> {
  const api = new StoreApi(context);
  if (name === undefined) return actOnAll('/v1/dead-letters/discard', request, api, context);
  const path = idOf(name, request);
  const letter = await api.value(
    `discard the letter ${name}`,
    api.client.POST(`${ONE}/discard`, { params: { path }, body: said(request) }),
  );
  await tell(letter, 'discarded', request, context);
}

async function actOnAll(
  address: '/v1/dead-letters/replay' | '/v1/dead-letters/discard',
  request: ActRequest,
  api: StoreApi,
  context: CliContext,
): Promise<void> {
  if (request.all !== true) throw new CommandFailure(EXIT.usage, 'Name a letter, or say --all.');
  const isCount = request.expect === undefined || request.dryRun === true;
  const body = {
    filter: filterOf(request) as object,
    ...(isCount ? { by: 'sitrep', reason: 'counting', ...given(request) } : said(request)),
    ...(!isCount && { expect: Number(request.expect) }),
  };
  const result = await api.value(`${DOING[address]} dead letters`, api.client.POST(address, { body }));
  if (request.json === true) return write(context.stdout, `${JSON.stringify(result)}\n`);
  const { done, matching, affected } = result;
  const rest = matching - affected;
  await write(
    context.stdout,
    done
      ? `done to ${affected} letters${rest > 0 ? `; ${rest} are left: --expect ${rest}` : ''}\n`
      : `${matching} letters; --expect ${matching} does it\n`,
  );
}

function idOf(name: string, { all }: ActRequest): LetterId {
  if (all === true) throw new CommandFailure(EXIT.usage, 'Name a letter, or say --all; not both.');
  return parseLetterId(name);
}

/** @throws CommandFailure (usage) without a reason */
function said(request: ActRequest): { readonly by: string; readonly reason: string } {
  const { reason } = request;
  if (reason === undefined || reason.trim() === '') throw new CommandFailure(EXIT.usage, 'Say why: --reason TEXT.');
  return { by: request.by ?? userInfo().username, reason };
}

const given = ({ by, reason }: ActRequest): object => ({ ...(by && { by }), ...(reason && { reason }) });

async function tell(letter: Letter, what: string, { json }: ActRequest, { stdout }: CliContext): Promise<void> {
  await write(stdout, json === true ? `${JSON.stringify(letter)}\n` : `${letterId(letter)}: ${what}\n`);
}
