import { plainArray, textArray } from './array-literal.js';
import type { Query } from './batch-writer.js';

/** Names one revision of an article. */
export interface Place {
  readonly articleId: string;
  readonly revision: string;
}

const ADD_STORED = `
  insert into ledger as l (article_id, revision, stored)
  select * from unnest($1::text[], $2::text[], $3::integer[])
  on conflict (article_id, revision) do update set stored = l.stored + excluded.stored`;

const SUBTRACT_STORED = 'update ledger set stored = stored - 1 where article_id = $1 and revision = $2';
const DROP_EMPTY = 'delete from ledger where article_id = $1 and revision = $2 and split is null and stored = 0';

/** Takes one sentence from the ledger: no label of it counts any more. */
export async function uncountStored(query: Query, { articleId, revision }: Place): Promise<void> {
  await query(SUBTRACT_STORED, [articleId, revision]);
  await query(DROP_EMPTY, [articleId, revision]);
}

/** Adds sentences to the ledger, each of which has just got its first label that counts. */
export async function countStored(query: Query, sentences: readonly Place[]): Promise<void> {
  if (sentences.length === 0) return;
  const counts = new Map<string, { readonly place: Place; stored: number }>();
  for (const place of sentences) {
    const key = `${place.revision}${place.articleId}`;
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { place, stored: 1 });
    else count.stored++;
  }
  // One order for all writers: no deadlock.
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
  await query(ADD_STORED, [
    textArray(rows.map(({ place }) => place.articleId)),
    plainArray(rows.map(({ place }) => place.revision)),
    plainArray(rows.map(({ stored }) => stored)),
  ]);
}
