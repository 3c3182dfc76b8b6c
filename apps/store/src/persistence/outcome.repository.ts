import type { ArticleOutcome, ArticleSplit } from '@sitrep/contracts';
import type { Delivery } from '@sitrep/pipeline';

import { hopsOfOutcomes } from '../domain/hop-rows.js';
import { outcomeProblem } from '../domain/outcome-problem.js';
import { foldOutcomes, type HeadRow, type TracedOutcome } from '../domain/outcome-rows.js';
import type { OutcomeRepository, SaveResult } from '../ports.js';
import { textArray } from './array-literal.js';
import { lockToWriteArticles } from './article-locks.js';
import type { BatchWriter, Query } from './batch-writer.js';
import { INSERT_OUTCOMES, SET_SPLIT, UPDATE_SENTENCES, UPSERT_ARTICLES, UPSERT_HEADS } from './outcome-sql.js';
import { writeHops } from './hop-writer.js';
import { saveSound } from './save-sound.js';

/** Outcomes of input records in Postgres, with the manifests and which revision is current. */
export class PostgresOutcomeRepository implements OutcomeRepository {
  constructor(private readonly writer: BatchWriter) {}

  save(batch: readonly Delivery<ArticleOutcome>[]): Promise<readonly SaveResult[]> {
    return saveSound(this.writer, batch, ({ event }) => outcomeProblem(event), writeOutcomes);
  }
}

async function writeOutcomes(query: Query, batch: readonly Delivery<ArticleOutcome>[]): Promise<void> {
  const { outcomes, articles, heads } = foldOutcomes(batch);
  await lockToWriteArticles(
    query,
    heads.map(({ articleId }) => articleId),
  );
  await insertOutcomes(query, outcomes);
  if (heads.length === 0) return;
  const changed = [
    ...(articles.length > 0 ? await upsertArticles(query, articles) : []),
    ...(await upsertHeads(query, heads)),
  ];
  if (changed.length > 0) await query(UPDATE_SENTENCES, [textArray([...new Set(changed)])]);
  await writeHops(query, hopsOfOutcomes(batch));
}

async function insertOutcomes(query: Query, outcomes: readonly TracedOutcome[]): Promise<void> {
  const events = outcomes.map(({ event }) => event);
  await query(INSERT_OUTCOMES, [
    events.map(({ origin }) => origin.topic),
    events.map(({ origin }) => origin.partition),
    events.map(({ origin }) => origin.offset),
    events.map(({ outcome }) => outcome),
    events.map((event) => ('articleId' in event ? event.articleId : undefined)),
    events.map((event) => (event.outcome === 'split' ? event.revision : undefined)),
    events.map((event) => (event.outcome === 'rejected' ? event.code : undefined)),
    events.map((event) => (event.outcome === 'rejected' ? event.message : undefined)),
    events.map(({ origin }) => Date.parse(origin.timestamp)),
    outcomes.map(({ traceparent }) => traceparent),
  ]);
}

/** @returns the ids of the articles with a manifest that is new or later */
async function upsertArticles(query: Query, manifests: readonly ArticleSplit[]): Promise<readonly string[]> {
  const changed = await query<{ article_id: string; revision: string; sentence_count: number }>(UPSERT_ARTICLES, [
    manifests.map(({ articleId }) => articleId),
    manifests.map(({ revision }) => revision),
    manifests.map(({ title }) => title),
    manifests.map(({ source }) => source),
    manifests.map(({ url }) => url),
    manifests.map(({ author }) => author),
    manifests.map(({ publishedAt }) => publishedAt && Date.parse(publishedAt)),
    manifests.map(({ language }) => language),
    manifests.map(({ text }) => text),
    manifests.map(({ sentenceCount }) => sentenceCount),
    manifests.map(({ cleaning }) => JSON.stringify(cleaning)),
    manifests.map(({ origin }) => Date.parse(origin.timestamp)),
    manifests.map(({ origin }) => origin.topic),
    manifests.map(({ origin }) => origin.partition),
    manifests.map(({ origin }) => origin.offset),
  ]);
  await query(SET_SPLIT, [
    changed.map((row) => row.article_id),
    changed.map((row) => row.revision),
    changed.map((row) => row.sentence_count),
  ]);
  return changed.map((row) => row.article_id);
}

/** @returns the ids of the articles whose head is another */
async function upsertHeads(query: Query, heads: readonly HeadRow[]): Promise<readonly string[]> {
  const changed = await query<{ readonly article_id: string }>(UPSERT_HEADS, [
    heads.map(({ articleId }) => articleId),
    heads.map((head) => (head.outcome === 'split' ? head.revision : undefined)),
    heads.map(({ origin }) => Date.parse(origin.timestamp)),
    heads.map(({ origin }) => origin.offset),
    heads.map(({ origin }) => origin.partition),
  ]);
  return changed.map((row) => row.article_id);
}
