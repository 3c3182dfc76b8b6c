import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import { EXPORT_COLUMN_NAMES, type ExportColumn, type ExportRow } from '../domain/export-columns.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { asUnavailable } from './reader.js';
import { conditionsOf } from './sentence-conditions.js';

/** Rows that are asked for at once: some 2 MB in memory. */
const PAGE_SIZE = 2_000;

const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Where each column comes from. Text, so that no row costs the making of dates. */
const SOURCES: Readonly<Record<ExportColumn, string>> = {
  sentenceId: 's.sentence_id',
  articleId: 's.article_id',
  revision: 's.revision',
  index: 's.sentence_index',
  start: 's.start_offset',
  end: 's.end_offset',
  text: 's.text',
  label: 's.label',
  confidence: 's.confidence',
  scoreMilitary: 'l.score_military',
  scoreDiplomatic: 'l.score_diplomatic',
  scoreHumanitarian: 'l.score_humanitarian',
  none: 's.none_score',
  needsReview: 's.needs_review',
  corrected: 's.corrected',
  modelVersion: 's.model_version',
  source: 's.source',
  language: 's.language',
  title: 'a.title',
  url: 'a.url',
  publishedAt: instant('s.published_at'),
  receivedAt: instant('s.received_at'),
  labelledAt: instant('s.labelled_at'),
  storedAt: instant('s.stored_at'),
};

const declaration = (conditions: string): string => `
  declare exported no scroll cursor for
  select ${EXPORT_COLUMN_NAMES.map((name) => SOURCES[name]).join(', ')}
  from sentence s
  left join label l on l.sentence_id = s.sentence_id and l.model_version = s.model_version
  left join article a on a.article_id = s.article_id and a.revision = s.revision
  where ${conditions}
  order by s.stored_at, s.position`;

/** All sentences that pass a filter, for exports. */
export class SentenceExportReader {
  constructor(private readonly source: DataSource) {}

  /**
   * The rows in the order in which they were stored, some at a time, all of one moment: what is written meanwhile is
   * not among them. Holds a connection until the last row was taken or the generator is returned.
   *
   * @throws DatabaseUnavailable, QuestionTooLong when there is no answer, or none in time
   */
  async *rows(filter: SentenceFilter): AsyncGenerator<readonly ExportRow[], void, undefined> {
    const runner = this.source.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      const { sql, parameters } = conditionsOf(filter, 0);
      await client.query('begin isolation level repeatable read read only');
      try {
        await client.query(declaration(sql), [...parameters]);
        for (;;) {
          const { rows } = await client.query<ExportRow & unknown[]>({
            text: `fetch ${PAGE_SIZE} from exported`,
            rowMode: 'array',
          });
          if (rows.length > 0) yield rows;
          if (rows.length < PAGE_SIZE) return;
        }
      } finally {
        await client.query('rollback');
      }
    } catch (error) {
      throw asUnavailable(error);
    } finally {
      await runner.release();
    }
  }
}
