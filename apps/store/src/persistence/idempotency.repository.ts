import type { IdempotencyBegin, IdempotencyRepository } from '../ports.js';
import type { BatchWriter } from './batch-writer.js';
import { writeOne } from './write-one.js';

/** Longer than any request lives: whoever began it is gone, and what it did may be done again. */
const ABANDONED = `interval '2 minutes'`;
const KEPT = `interval '24 hours'`;

const FORGET = `delete from idempotency_key where began_at < now() - ${KEPT}`;

const BEGIN = `
  insert into idempotency_key as k (key, request_hash) values ($1, $2)
  on conflict (key) do update set began_at = excluded.began_at
    where k.answer is null and k.request_hash = excluded.request_hash and k.began_at < now() - ${ABANDONED}
  returning began_at::text as token`;

const KNOWN = 'select request_hash, answer from idempotency_key where key = $1';

/** Only who began it last may end it. */
const COMPLETE = 'update idempotency_key set answer = $3 where key = $1 and began_at = $2::timestamptz';
const RELEASE = 'delete from idempotency_key where key = $1 and began_at = $2::timestamptz and answer is null';

/** Idempotency keys in Postgres, where all instances of the store see them. */
export class PostgresIdempotencyRepository implements IdempotencyRepository {
  constructor(private readonly writer: BatchWriter) {}

  begin(key: string, requestHash: string): Promise<IdempotencyBegin> {
    return writeOne(this.writer, async (query) => {
      await query(FORGET, []);
      const [begun] = await query<{ token: string }>(BEGIN, [key, requestHash]);
      if (begun !== undefined) return { kind: 'begun', token: begun.token };
      // A statement of its own: it sees the row that stood in the way.
      const [known] = await query<{ request_hash: string; answer: string | null }>(KNOWN, [key]);
      if (known !== undefined && known.request_hash !== requestHash) return { kind: 'other-request' };
      if (known === undefined || known.answer === null) return { kind: 'in-flight' };
      return { kind: 'done', answer: known.answer };
    });
  }

  async complete(key: string, token: string, answer: string): Promise<void> {
    await writeOne(this.writer, (query) => query(COMPLETE, [key, token, answer]));
  }

  async release(key: string, token: string): Promise<void> {
    await writeOne(this.writer, (query) => query(RELEASE, [key, token]));
  }
}
