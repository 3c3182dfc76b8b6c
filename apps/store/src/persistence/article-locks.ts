import { textArray } from './array-literal.js';
import type { Query } from './batch-writer.js';

/** "artl" in ASCII: the first half of the keys of these advisory locks. The second is one of 1,024 buckets of ids. */
const SPACE = 0x6172746c;
const BUCKET = 'hashtext(article_id) & 1023';

/** In one order for all: nobody waits for a bucket while somebody who waits for him holds it. */
const lockBuckets = (lock: string): string => `
  select ${lock}(${SPACE}, bucket)
  from (select distinct ${BUCKET} as bucket from unnest($1::text[]) as i (article_id) order by bucket) b`;

const SHARED = lockBuckets('pg_advisory_xact_lock_shared');
const EXCLUSIVE = lockBuckets('pg_advisory_xact_lock');

const OF_SENTENCE = `
  select pg_advisory_xact_lock_shared(${SPACE}, ${BUCKET}) from sentence where sentence_id = $1`;

/**
 * To be called first in a transaction that writes sentences, which look up the manifest and the head of their article.
 * Until it ends nobody changes these; who writes other sentences of the same articles is not held up.
 */
export async function lockToWriteSentences(query: Query, articleIds: readonly string[]): Promise<void> {
  await query(SHARED, [textArray([...new Set(articleIds)])]);
}

/** The same for the article of one sentence. */
export async function lockToWriteSentence(query: Query, sentenceId: string): Promise<void> {
  await query(OF_SENTENCE, [sentenceId]);
}

/**
 * To be called first in a transaction that writes manifests or heads, and what follows from them to the sentences that
 * are there. A sentence that is being written is either seen then, or sees what was written.
 */
export async function lockToWriteArticles(query: Query, articleIds: readonly string[]): Promise<void> {
  await query(EXCLUSIVE, [textArray([...new Set(articleIds)])]);
}
