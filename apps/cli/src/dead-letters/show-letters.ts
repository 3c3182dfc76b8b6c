import type { CliContext } from '../cli-context.js';
import { letterId, parseLetterId } from '../domain/letter-id.js';
import { table } from '../domain/table.js';
import { StoreApi } from '../io/api.js';
import { write } from '../io/write.js';
import { letterText } from './letter-text.js';
import { filterOf, type LetterFilter } from './letter-filter.js';

/** Which letters are listed. */
export interface ListRequest extends LetterFilter {
  readonly status?: 'open';
  readonly limit?: string;
  readonly cursor?: string;
  readonly json?: boolean;
}

/** How a letter is shown. */
export interface ShowRequest {
  readonly raw?: boolean;
  readonly json?: boolean;
}

const SHOWN_MESSAGE = 70;

/** The letters that came last. */
export async function listLetters(request: ListRequest, context: CliContext): Promise<void> {
  const api = new StoreApi(context);
  const { status, limit, cursor } = request;
  const query = { ...filterOf(request), ...(status && { status }), ...(cursor && { cursor }), limit: Number(limit) };
  const page = await api.value('list the dead letters', api.client.GET('/v1/dead-letters', { params: { query } }));
  if (request.json === true) return write(context.stdout, `${JSON.stringify(page)}\n`);
  if (page.items.length === 0) return write(context.stdout, 'no dead letter\n');
  const rows = page.items.map((letter) => [
    letter.at.slice(0, 19).replace('T', ' '),
    letter.status,
    String(letter.attempts),
    letter.code,
    letterId(letter),
    letter.message.slice(0, SHOWN_MESSAGE),
  ]);
  const heads = ['came (UTC)', 'status', 'sent', 'reason', 'letter', 'message'];
  await write(context.stdout, table(headsOf(heads, ['sent']), rows));
  if (page.next !== undefined) await write(context.stdout, `\nmore: --cursor ${page.next}\n`);
}

/** How many there are, by reason and day. */
export async function countLetters(
  request: ListRequest & { readonly days: string },
  context: CliContext,
): Promise<void> {
  const api = new StoreApi(context);
  const { status, days } = request;
  const query = { ...filterOf(request), ...(status && { status }), days: Number(days) };
  const counts = await api.value(
    'count the dead letters',
    api.client.GET('/v1/dead-letters/groups', { params: { query } }),
  );
  if (request.json === true) return write(context.stdout, `${JSON.stringify(counts)}\n`);
  if (counts.total === 0) return write(context.stdout, 'no dead letter\n');
  const dates = counts.days.map((day) => day.slice(5));
  const numbers = ['open', 'all', ...dates];
  const rows = counts.groups.map(({ code, open, total, days: each }) => [code, ...[open, total, ...each].map(String)]);
  const totals = ['all', ...[counts.open, counts.total].map(String), ...dates.map(() => '')];
  await write(context.stdout, table(headsOf(['reason', ...numbers], numbers), [...rows, totals]));
}

/** One letter, or its bytes alone. */
export async function showLetter(name: string, { raw, json }: ShowRequest, context: CliContext): Promise<void> {
  const api = new StoreApi(context);
  const params = { path: parseLetterId(name) };
  if (raw === true) return writeRaw(api, params, context);
  const letter = await api.value(
    `show the letter ${name}`,
    api.client.GET('/v1/dead-letters/{topic}/{partition}/{offset}', { params }),
  );
  if (json === true) return write(context.stdout, `${JSON.stringify(letter)}\n`);
  await write(context.stdout, letterText(letter));
}

async function writeRaw(
  api: StoreApi,
  params: { readonly path: ReturnType<typeof parseLetterId> },
  { stdout }: CliContext,
): Promise<void> {
  const bytes = await api.value(
    `show the bytes of ${letterId(params.path)}`,
    api.client.GET('/v1/dead-letters/{topic}/{partition}/{offset}/value', { params, parseAs: 'arrayBuffer' }),
  );
  stdout.write(Buffer.from(bytes));
}

const headsOf = (heads: readonly string[], numbers: readonly string[]) =>
  heads.map((head) => ({ head, right: numbers.includes(head) }));
