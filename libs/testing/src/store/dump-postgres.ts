import { sortDump, type StoreDump } from './store-dump.js';

/** Reads all rows of a query. */
export type QueryRows = (sql: string) => Promise<readonly object[]>;

const ms = (column: string): string => `round(extract(epoch from ${column}) * 1000)::float8`;

const TABLES: Readonly<Record<keyof StoreDump, string>> = {
  sentences: `select sentence_id as "sentenceId", article_id as "articleId", revision, sentence_index as "index",
    start_offset as start, end_offset as "end", text, overlong, label, confidence,
    model_version as "modelVersion", corrected,
    case when corrected and labelled_at = (
      select c.made_at from correction c where c.sentence_id = s.sentence_id order by c.number desc limit 1)
      then '"when corrected"'::jsonb else to_jsonb(${ms('labelled_at')}) end as "labelledAt",
    source, language, ${ms('published_at')} as "publishedAt", ${ms('received_at')} as "receivedAt",
    current from sentence s`,
  labels: `select sentence_id as "sentenceId", model_version as "modelVersion", label, evidence, shadow,
    ${ms('labelled_at')} as "labelledAt" from label`,
  models: 'select version, shadow, promoted, dropped from model',
  articles: `select article_id as "articleId", revision, title, source, language,
    ${ms('published_at')} as "publishedAt", text, sentence_count as "sentenceCount",
    ${ms('received_at')} as "receivedAt", origin_partition as "originPartition",
    origin_offset::float8 as "originOffset" from article`,
  heads: `select article_id as "articleId", revision, ${ms('decided_at')} as "decidedAt",
    decided_partition as "decidedPartition", decided_offset::float8 as "decidedOffset" from article_head`,
  outcomes: `select origin_partition as partition, origin_offset::float8 as "offset", kind,
    article_id as "articleId", code, traceparent from outcome`,
  hops: `select article_id as "articleId", revision, topic, partition, source, service_version as "serviceVersion",
    model_version as "modelVersion", first_offset::float8 as "firstOffset", last_offset::float8 as "lastOffset",
    ${ms('first_at')} as "firstAt", ${ms('last_at')} as "lastAt", traceparent from hop`,
  corrections: 'select sentence_id as "sentenceId", number, label, made_by as by, reason from correction',
  ledger: 'select article_id as "articleId", revision, split, stored from ledger',
};

/** What the tables of a real store hold. */
export async function dumpPostgres(query: QueryRows): Promise<StoreDump> {
  const dump: Record<string, readonly object[]> = {};
  for (const [table, sql] of Object.entries(TABLES)) dump[table] = await query(sql);
  return sortDump(dump as unknown as StoreDump);
}
