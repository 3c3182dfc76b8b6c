import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

import {
  EXPORT_COLUMN_NAMES,
  EXPORT_COLUMNS,
  type ExportCell,
  type ExportColumn,
  type ExportRow,
} from '../domain/export-columns.js';
import type { SentenceFilter } from '../domain/sentence-filter.js';
import { asUnavailable } from './reader.js';
import { conditionsOf } from './sentence-conditions.js';

/** Rows that are asked for at once: some 2 MB in memory. */
const PAGE_SIZE = 2_000;

/** Text, so that no row costs the making of dates; see {@link instantOf}. */
const instant = (column: string): string => `(${column} at time zone 'UTC')::text`;

/** Where each column comes from. */
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

const INSTANTS = EXPORT_COLUMN_NAMES.flatMap((name, at) => (EXPORT_COLUMNS[name] === 'instant' ? [at] : []));

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
      let next: Promise<readonly ExportRow[]> | undefined;
      try {
        await client.query(declaration(sql), [...parameters]);
        next = fetchPage(client);
        for (let rows = await next; rows.length > 0; rows = await next) {
          // The database finds the next page while this one is written and sent.
          next = rows.length < PAGE_SIZE ? Promise.resolve([]) : fetchPage(client);
          next.catch(() => undefined);
          yield rows;
        }
      } finally {
        await next?.catch(() => undefined);
        await client.query('rollback');
      }
    } catch (error) {
      throw asUnavailable(error);
    } finally {
      await runner.release();
    }
  }
}

async function fetchPage(client: PoolClient): Promise<readonly ExportRow[]> {
  const { rows } = await client.query<ExportCell[]>({ text: `fetch ${PAGE_SIZE} from exported`, rowMode: 'array' });
  for (const row of rows) for (const at of INSTANTS) row[at] = instantOf(row[at]);
  return rows;
}

/** RFC 3339 with milliseconds of a time as Postgres writes it. */
const instantOf = (time: ExportCell | undefined): ExportCell =>
  typeof time === 'string' ? `${time.slice(0, 10)}T${time.slice(11, 19)}.${time.slice(20, 23).padEnd(3, '0')}Z` : null;
