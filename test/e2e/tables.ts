import { createHash } from 'node:crypto';

import type { Pipeline } from './pipeline.js';

/** Everything that the tables say, without clocks and without the order of arrival. */
const CONTENT = {
  article: 'article_id, revision, title, source, url, author, published_at, language, text, sentence_count, cleaning',
  article_head: 'article_id, revision',
  sentence:
    'sentence_id, article_id, revision, sentence_index, start_offset, end_offset, text, label, confidence, model_version',
  label: 'sentence_id, model_version, label, confidence, evidence, shadow',
  outcome: 'origin_topic, origin_partition, origin_offset, kind, article_id, revision, code',
  dead_letter: 'topic, partition, record_offset, value, code',
} as const;

/** A hash of the content of each table: equal when the tables tell the same. */
export async function hashTables(pipeline: Pipeline): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const [table, columns] of Object.entries(CONTENT)) {
    const rows = await pipeline.rows<{ line: string }>(`select row(${columns})::text as line from ${table} order by 1`);
    hashes[table] = `${rows.length} rows ${createHash('sha256')
      .update(rows.map(({ line }) => line).join('\n'))
      .digest('hex')}`;
  }
  return hashes;
}

/** Sentences whose text is not what their offsets say, and articles whose sentences are not 0, 1, … n−1. */
export async function countBrokenSentences(pipeline: Pipeline): Promise<number> {
  const misplaced = await pipeline.rows<{ articleText: string; start: number; end: number; text: string }>(
    `select a.text as "articleText", s.start_offset as "start", s.end_offset as "end", s.text
     from sentence s join article a using (article_id, revision)`,
  );
  const gaps = await pipeline.rows(
    `select 1 from article a join sentence s using (article_id, revision) group by a.article_id, a.revision, a.sentence_count
     having count(*) <> a.sentence_count or min(s.sentence_index) <> 0 or max(s.sentence_index) <> a.sentence_count - 1`,
  );
  const unlike = misplaced.filter(({ articleText, start, end, text }) => articleText.slice(start, end) !== text);
  return unlike.length + gaps.length;
}
