import type { CliContext } from '../cli-context.js';
import { letterId, parseLetterId } from '../domain/letter-id.js';
import { short, table } from '../domain/table.js';
import { StoreApi } from '../io/api.js';
import { screenWidth } from '../io/screen.js';
import { tell } from '../io/write.js';
import { letterText } from './letter-text.js';
import { filterOf, type LetterCounts, type LetterFilter, type LetterPage } from './letters.js';

/** Which letters are listed. */
export interface ListRequest extends LetterFilter {
  readonly status?: 'open';
  readonly limit: number;
  readonly cursor?: string;
  readonly json?: boolean;
}

/** Which letters are counted. */
export interface CountRequest extends LetterFilter {
  readonly status?: 'open';
  readonly days: number;
  readonly json?: boolean;
}

/** How a letter is shown. */
export interface ShowRequest {
  readonly raw?: boolean;
  readonly json?: boolean;
}

const SHOWN_MESSAGE = 120;
const NONE = 'no dead letter\n';

/** The letters that came last. */
export async function listLetters(request: ListRequest, context: CliContext): Promise<void> {
  const api = new StoreApi(context);
  const { status, limit, cursor } = request;
  const query = { ...filterOf(request), ...(status && { status }), ...(cursor && { cursor }), limit };
  const page = await api.value('list the dead letters', api.client.GET('/v1/dead-letters', { params: { query } }));
  await tell(context, request.json, page, () => listText(page, screenWidth(context)));
}

function listText({ items, next }: LetterPage, screen: number): string {
  if (items.length === 0) return NONE;
  const rows = items.map((letter) => [
    letter.at.slice(0, 19).replace('T', ' '),
    letter.status,
    String(letter.attempts),
    letter.code,
    letterId(letter),
    short(letter.message, SHOWN_MESSAGE),
  ]);
  const heads = ['came (UTC)', 'status', 'sent', 'reason', 'letter', 'message'];
  const more = next === undefined ? '' : `\nmore: --cursor ${next}\n`;
  return table(headsOf(heads, ['sent']), rows, screen) + more;
}

/** How many there are, by reason and day. */
export async function countLetters(request: CountRequest, context: CliContext): Promise<void> {
  const api = new StoreApi(context);
  const { status, days } = request;
  const query = { ...filterOf(request), ...(status && { status }), days };
  const call = api.client.GET('/v1/dead-letters/groups', { params: { query } });
  const counts = await api.value('count the dead letters', call);
  await tell(context, request.json, counts, () => countsText(counts));
}

function countsText(counts: LetterCounts): string {
  if (counts.total === 0) return NONE;
  const dates = counts.days.map((day) => day.slice(5));
  const numbers = ['open', 'all', ...dates];
  const rows = counts.groups.map(({ code, open, total, days: each }) => [code, ...[open, total, ...each].map(String)]);
  const totals = ['all', ...[counts.open, counts.total].map(String), ...dates.map(() => '')];
  return table(headsOf(['reason', ...numbers], numbers), [...rows, totals]);
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
  await tell(context, json, letter, () => letterText(letter));
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
