import type { CliContext } from '../cli-context.js';
import { counted } from '../domain/count.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { parseLetterId, type LetterId } from '../domain/letter-id.js';
import { StoreApi } from '../io/api.js';
import { whoSaysSo } from '../io/who-says-so.js';
import { tell } from '../io/write.js';
import { editedValue } from './edit-value.js';
import { fateText } from './letter-text.js';
import { type BulkResult, filterOf, type LetterFilter } from './letters.js';

/** What is to be done, and to which letters. */
export interface ActRequest extends LetterFilter {
  readonly reason?: string;
  readonly by?: string;
  readonly all?: boolean;
  readonly expect?: number;
  readonly dryRun?: boolean;
  /** A file; true: an editor. */
  readonly edit?: string | true;
  readonly json?: boolean;
}

const DOING = {
  '/v1/dead-letters/replay': 'send the dead letters again',
  '/v1/dead-letters/discard': 'discard the dead letters',
} as const;
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
  if (request.dryRun !== true) said(request, context);
  const edit = await editedValue(request.edit, path, api, context);
  if (request.dryRun === true) {
    const fate = await api.value(
      `try the letter ${name}`,
      client.POST(`${ONE}/dry-run`, { params: { path }, body: edit ?? {} }),
    );
    if (fate.kind === 'rejected') context.exitWith(EXIT.someRejected);
    return tell(context, request.json, fate, () => fateText(fate));
  }
  const body = { ...said(request, context), ...edit };
  const letter = await api.value(
    `send the letter ${name} again`,
    client.POST(`${ONE}/replay`, { params: { path }, body }),
  );
  const { publishedAt, failed } = letter.replays.at(-1) ?? { publishedAt: null, failed: null };
  const isRefused = publishedAt === null && failed !== null;
  if (isRefused) context.exitWith(EXIT.someRejected);
  const waits = isRefused ? `open: Kafka did not take it. ${letter.message}` : 'to be sent again when Kafka answers';
  await tell(context, request.json, letter, () => `${name}: ${publishedAt === null ? waits : 'sent again'}\n`);
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
    api.client.POST(`${ONE}/discard`, { params: { path }, body: said(request, context) }),
  );
  await tell(context, request.json, letter, () => `${name}: discarded\n`);
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
    ...(isCount ? { by: 'sitrep', reason: 'counting', ...given(request) } : said(request, context)),
    ...(!isCount && { expect: request.expect }),
  };
  const result = await api.value(DOING[address], api.client.POST(address, { body }));
  await tell(context, request.json, result, () => bulkText(result));
}

/** What all would be, or was, done to. */
function bulkText({ done, matching, affected }: BulkResult): string {
  if (matching === 0) return 'no open letter is of this filter\n';
  if (!done) return `${counted(matching, 'open letter')}; nothing is done yet: --expect ${matching} does it\n`;
  const rest = matching - affected;
  return `done to ${counted(affected, 'letter')}${rest > 0 ? `; ${rest} are left: --expect ${rest}` : ''}\n`;
}

function idOf(name: string, { all }: ActRequest): LetterId {
  if (all === true) throw new CommandFailure(EXIT.usage, 'Name a letter, or say --all; not both.');
  return parseLetterId(name);
}

/** @throws CommandFailure (usage) without a reason */
function said(request: ActRequest, context: CliContext): { readonly by: string; readonly reason: string } {
  const { reason } = request;
  if (reason === undefined || reason.trim() === '') throw new CommandFailure(EXIT.usage, 'Say why: --reason TEXT.');
  return { by: whoSaysSo(request.by, context), reason };
}

const given = ({ by, reason }: ActRequest): object => ({ ...(by && { by }), ...(reason && { reason }) });
