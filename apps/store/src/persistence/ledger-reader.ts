import { SentenceExtracted, SentenceLabelled } from '@sitrep/contracts';

import type { RevisionCounts } from '../domain/ledger.js';
import type { Reader } from './reader.js';

/** The counts of everything. */
export interface TotalCounts {
  readonly counts: Omit<RevisionCounts, 'articleId' | 'revision'>;
  /** Revisions whose sentences are not all stored or in the dead letters, or that have no manifest. */
  readonly openRevisions: number;
  /** Revisions with sentences and without a manifest; some of them. */
  readonly orphans: readonly { readonly articleId: string; readonly revision: string; readonly stored: number }[];
  /** Records of the input topic, by what became of them. */
  readonly records: { readonly split: number; readonly retracted: number; readonly rejected: number };
}

const SENTENCE_TOPICS = [SentenceExtracted.topic, SentenceLabelled.topic];
const MAX_ORPHANS = 20;

/** Sentences in the dead letters that are not stored: a few rows, by an index of their own. $1, $2: topics. */
const DEAD = `
  select d.article_id, d.revision, count(distinct d.sentence_id) as dead,
    count(distinct d.sentence_id) filter (where d.topic = $2) as dead_labelled
  from dead_letter d
  where d.sentence_id is not null and d.topic = any($1::text[])
    and not exists (select from sentence s where s.sentence_id = d.sentence_id and s.label is not null)`;

const TOTAL = `
  with dead as (${DEAD} group by d.article_id, d.revision),
  revision as (
    select l.article_id, l.revision, l.split, coalesce(l.stored, 0) as stored,
      coalesce(d.dead, 0) as dead, coalesce(d.dead_labelled, 0) as dead_labelled
    from ledger l full join dead d on d.article_id = l.article_id and d.revision = l.revision
  )
  select
    coalesce(sum(split), 0)::float8 as split, coalesce(sum(stored), 0)::float8 as stored,
    coalesce(sum(dead), 0)::float8 as dead, coalesce(sum(dead_labelled), 0)::float8 as dead_labelled,
    count(*) filter (where split is distinct from stored + dead)::float8 as open_revisions,
    (select coalesce(jsonb_object_agg(kind, records), '{}') from
      (select kind, count(*) as records from outcome group by kind) by_kind) as records,
    (select coalesce(jsonb_agg(jsonb_build_object(
        'articleId', article_id, 'revision', revision, 'stored', stored)), '[]') from
      (select article_id, revision, stored from ledger where split is null limit ${MAX_ORPHANS}) listed) as orphans
  from revision`;

const OF_ARTICLE = `
  with dead as (${DEAD} and d.article_id = $3 group by d.article_id, d.revision),
  own as (select * from ledger where article_id = $3)
  select coalesce(l.revision, d.revision) as revision, l.split, coalesce(l.stored, 0) as stored,
    coalesce(d.dead, 0)::float8 as dead, coalesce(d.dead_labelled, 0)::float8 as dead_labelled
  from own l full join dead d on d.revision = l.revision
  order by revision`;

interface CountsRow {
  readonly split: number | null;
  readonly stored: number;
  readonly dead: number;
  readonly dead_labelled: number;
}

interface TotalRow extends CountsRow {
  readonly open_revisions: number;
  readonly records: Partial<TotalCounts['records']>;
  readonly orphans: TotalCounts['orphans'];
}

/** The ledger for the API. Every answer is one statement: one moment, nothing moves while it is counted. */
export class LedgerReader {
  constructor(private readonly reader: Reader) {}

  /** Everything. Grows with the number of article revisions, not of sentences. */
  async total(): Promise<TotalCounts> {
    const [row] = await this.reader.query<TotalRow>(TOTAL, [SENTENCE_TOPICS, SentenceLabelled.topic]);
    if (row === undefined) throw new Error('An aggregate without a row.');
    return {
      counts: countsOf(row),
      openRevisions: row.open_revisions,
      orphans: row.orphans,
      records: { split: 0, retracted: 0, rejected: 0, ...row.records },
    };
  }

  /** The revisions of one article; none when nothing is known of it. */
  async ofArticle(articleId: string): Promise<readonly RevisionCounts[]> {
    const rows = await this.reader.query<CountsRow & { readonly revision: string }>(OF_ARTICLE, [
      SENTENCE_TOPICS,
      SentenceLabelled.topic,
      articleId,
    ]);
    return rows.map((row) => ({ ...countsOf(row), articleId, revision: row.revision }));
  }
}

const countsOf = (row: CountsRow): TotalCounts['counts'] => ({
  split: row.split,
  stored: row.stored,
  dead: row.dead,
  deadLabelled: row.dead_labelled,
});
