import type { ApiKey, Scope } from '../domain/api-key.js';
import type { KeyPlace, KeyRepository, NewKey } from '../ports.js';
import { textArray } from './array-literal.js';
import type { BatchWriter, Query } from './batch-writer.js';
import type { Reader } from './reader.js';
import { writeOne } from './write-one.js';

interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: Scope[];
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
}

const COLUMNS = 'id, name, scopes, created_at, last_used_at, expires_at, revoked_at';

const INSERT = `
  insert into api_key (id, hash, name, scopes, expires_at) values ($1, $2, $3, $4::text[], $5) returning ${COLUMNS}`;

/** Whoever else would make the first key waits, and then sees it. */
const LOCK = 'lock table api_key in share row exclusive mode';
const ANY = 'select 1 from api_key limit 1';

/** The newest first; "after" in the list is therefore "before" in time. */
const PAGE = `
  select ${COLUMNS}, created_at::text as placed_at from api_key
  where $2::timestamptz is null or (created_at, id) < ($2, $3)
  order by created_at desc, id desc
  limit $1`;

const FIND = `select ${COLUMNS}, hash from api_key where id = $1`;

const REVOKE = `
  with revoked as (
    update api_key set revoked_at = coalesce(revoked_at, clock_timestamp()) where id = $1 returning *
  )
  select ${COLUMNS} from revoked`;

const NOTE_USE = `
  update api_key set last_used_at = date_trunc('minute', clock_timestamp())
  where id = $1 and last_used_at is distinct from date_trunc('minute', clock_timestamp())`;

/** The keys of the API in Postgres. */
export class PostgresKeyRepository implements KeyRepository {
  constructor(
    private readonly reader: Reader,
    private readonly writer: BatchWriter,
  ) {}

  create(key: NewKey): Promise<ApiKey> {
    return writeOne(this.writer, (query) => insert(query, key));
  }

  createFirst(key: NewKey): Promise<ApiKey | undefined> {
    return writeOne(this.writer, async (query) => {
      await query(LOCK, []);
      return (await query(ANY, [])).length === 0 ? insert(query, key) : undefined;
    });
  }

  async page(
    limit: number,
    after: KeyPlace | undefined,
  ): Promise<readonly { readonly key: ApiKey; readonly place: KeyPlace }[]> {
    const rows = await this.reader.query<KeyRow & { readonly placed_at: string }>(PAGE, [
      limit,
      after?.createdAt,
      after?.id,
    ]);
    return rows.map((row) => ({ key: keyOf(row), place: { createdAt: row.placed_at, id: row.id } }));
  }

  async find(id: string): Promise<{ readonly key: ApiKey; readonly hash: Buffer } | undefined> {
    const [row] = await this.reader.query<KeyRow & { readonly hash: Buffer }>(FIND, [id]);
    return row && { key: keyOf(row), hash: row.hash };
  }

  revoke(id: string): Promise<ApiKey | undefined> {
    return writeOne(this.writer, async (query) => {
      const [row] = await query<KeyRow>(REVOKE, [id]);
      return row && keyOf(row);
    });
  }

  async noteUse(id: string): Promise<void> {
    await writeOne(this.writer, (query) => query(NOTE_USE, [id]));
  }
}

async function insert(query: Query, { id, hash, name, scopes, expiresAt }: NewKey): Promise<ApiKey> {
  const [row] = await query<KeyRow>(INSERT, [id, hash, name, textArray(scopes), expiresAt]);
  return keyOf(row!);
}

const keyOf = (row: KeyRow): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  expiresAt: row.expires_at,
  revokedAt: row.revoked_at,
});
