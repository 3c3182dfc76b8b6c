import type { components } from '@sitrep/api-client';

import type { CliContext } from '../cli-context.js';
import { CommandFailure, EXIT } from '../domain/exit-codes.js';
import { plain, table } from '../domain/table.js';
import { StoreApi } from '../io/api.js';
import { screenWidth } from '../io/screen.js';
import { tell, write } from '../io/write.js';

type Key = components['schemas']['Key'];
type Scope = Key['scopes'][number];

/** What `sitrep key` was asked. */
export interface KeyRequest {
  readonly name: string;
  readonly scope: readonly Scope[];
  readonly expires?: string;
  readonly json?: boolean;
}

const MOST_ON_A_PAGE = 500;

/** Makes a key and prints it alone on standard output: what is said about it goes to standard error. */
export async function createKey({ name, scope, expires, json }: KeyRequest, context: CliContext): Promise<void> {
  const api = new StoreApi(context);
  const expiresAt = expires === undefined ? null : instantOf(expires);
  const made = await api.value(
    'make the key',
    api.client.POST('/v1/keys', { body: { name, scopes: [...scope], expiresAt } }),
  );
  await tell(context, json, made, () => `${made.key}\n`);
  if (json !== true) await write(context.stderr, `${about(made)}. It is not shown again.\n`);
}

/** Shows all keys, the newest first. */
export async function listKeys({ json }: Pick<KeyRequest, 'json'>, context: CliContext): Promise<void> {
  const api = new StoreApi(context);
  const keys: Key[] = [];
  for (let cursor: string | undefined; ;) {
    const query = { limit: MOST_ON_A_PAGE, ...(cursor !== undefined && { cursor }) };
    const page = await api.value('list the keys', api.client.GET('/v1/keys', { params: { query } }));
    keys.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) break;
  }
  await tell(context, json, { keys }, () => keysText(keys, screenWidth(context)));
}

function keysText(keys: readonly Key[], screen: number): string {
  if (keys.length === 0) return 'there are no keys\n';
  const heads = ['id', 'scopes', 'state', 'last used', 'expires', 'name'].map((head) => ({ head }));
  const day = (instant: string | null): string => instant?.slice(0, 10) ?? 'never';
  const rows = keys.map((key) => [
    key.id,
    key.scopes.join(' '),
    key.state,
    day(key.lastUsedAt),
    day(key.expiresAt),
    key.name,
  ]);
  return table(heads, rows, screen);
}

/** Ends a key. Again changes nothing. */
export async function revokeKey(id: string, { json }: Pick<KeyRequest, 'json'>, context: CliContext): Promise<void> {
  const api = new StoreApi(context);
  const key = await api.value(`revoke the key ${id}`, api.client.DELETE('/v1/keys/{id}', { params: { path: { id } } }));
  await tell(context, json, key, () => `${key.id} (${plain(key.name)}) opens nothing any more\n`);
}

const about = ({ id, name, scopes, expiresAt }: Key): string =>
  `key ${id} for ${plain(name)}: ${scopes.join(', ')}${expiresAt === null ? '' : `, until ${expiresAt}`}`;

/** A day ends where it ends in UTC. */
function instantOf(text: string): string {
  const date = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59Z` : text);
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  throw new CommandFailure(EXIT.usage, `--expires ${plain(text)} is no date: write it like 2027-12-31.`);
}
