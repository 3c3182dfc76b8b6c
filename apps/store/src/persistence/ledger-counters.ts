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

const SUBTRACT_STORED = `
  update ledger l set stored = l.stored - i.stored
  from unnest($1::text[], $2::text[], $3::integer[]) as i (article_id, revision, stored)
  where l.article_id = i.article_id and l.revision = i.revision`;
const DROP_EMPTY = `
  delete from ledger l using unnest($1::text[], $2::text[]) as i (article_id, revision)
  where l.article_id = i.article_id and l.revision = i.revision and l.split is null and l.stored = 0`;

/** Takes sentences from the ledger: no label of theirs counts any more. */
export async function uncountStored(query: Query, sentences: readonly Place[]): Promise<void> {
  if (sentences.length === 0) return;
  const [articles, revisions, counts] = columnsOf(sentences);
  await query(SUBTRACT_STORED, [articles, revisions, counts]);
  await query(DROP_EMPTY, [articles, revisions]);
}

/** Adds sentences to the ledger, each of which has just got its first label that counts. */
export async function countStored(query: Query, sentences: readonly Place[]): Promise<void> {
  if (sentences.length === 0) return;
  await query(ADD_STORED, columnsOf(sentences));
}

/** One row a revision, in one order for all writers: no deadlock. */
function columnsOf(sentences: readonly Place[]): readonly [string, string, string] {
  const counts = new Map<string, { readonly place: Place; stored: number }>();
  for (const place of sentences) {
    const key = `${place.revision}${place.articleId}`;
    const count = counts.get(key);
    if (count === undefined) counts.set(key, { place, stored: 1 });
    else count.stored++;
  }
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count);
  return [
    textArray(rows.map(({ place }) => place.articleId)),
    plainArray(rows.map(({ place }) => place.revision)),
    plainArray(rows.map(({ stored }) => stored)),
  ];
}
