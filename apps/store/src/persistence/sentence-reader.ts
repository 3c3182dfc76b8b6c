import { type Label, LABELS } from '@sitrep/contracts';

import type { ArticleSentence, Sentence } from '../query/schemas.js';
import type { Reader } from './reader.js';

/** Which sentences a page has. */
export interface SentencePageRequest {
  readonly label?: Label | undefined;
  readonly limit: number;
  /** Only what was stored before this position. */
  readonly before?: string | undefined;
}

/** A sentence, and its place among all. */
export interface PlacedSentence {
  readonly sentence: Sentence;
  readonly position: string;
}

interface SentenceRow {
  readonly sentence_id: string;
  readonly position: string;
  readonly article_id: string;
  readonly revision: string;
  readonly sentence_index: number;
  readonly start_offset: number;
  readonly end_offset: number;
  readonly text: string;
  readonly overlong: boolean;
  readonly label: Sentence['label'];
  readonly confidence: number | null;
  readonly none_score: number | null;
  readonly needs_review: boolean | null;
  readonly model_version: string | null;
  readonly corrected: boolean;
  readonly stored_at: Date;
  readonly scores: Sentence['scores'];
  readonly evidence: Sentence['evidence'] | null;
  readonly labelled_at: Date | null;
}

interface ListedRow extends SentenceRow {
  readonly title: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly published_at: Date | null;
}

const COLUMNS = `
  s.sentence_id, s.position, s.article_id, s.revision, s.sentence_index, s.start_offset, s.end_offset, s.text,
  s.overlong, s.label, s.confidence, s.none_score, s.needs_review, s.model_version, s.corrected, s.stored_at,
  case when l.sentence_id is not null then jsonb_build_object(
    'military', l.score_military, 'diplomatic', l.score_diplomatic, 'humanitarian', l.score_humanitarian) end as scores,
  l.evidence, l.labelled_at`;

const EFFECTIVE_LABEL = `
  left join label l on l.sentence_id = s.sentence_id and l.model_version = s.model_version`;

const OF_REVISION = `
  select ${COLUMNS} from sentence s ${EFFECTIVE_LABEL}
  where s.article_id = $1 and s.revision = $2
  order by s.sentence_index`;

const LAST_POSITION = '9223372036854775807';

/**
 * The newest first: a page of each label, by its index, and the newest of them. Without a filter that reads three times
 * as many entries as the page has, and spares every write an index over all sentences.
 *
 * What is current is asked sentence by sentence. Of a join Postgres expects next to nothing, for it takes article and
 * revision to be independent of each other, and would read and sort all sentences to find a page.
 */
const PAGE = `
  select ${COLUMNS}, a.title, a.source, a.url, a.published_at
  from (
    select newest.* from unnest($3::text[]) as wanted (label)
    cross join lateral (
      select s.* from sentence s
      where s.label = wanted.label and s.position < coalesce($2::bigint, ${LAST_POSITION})
        and s.revision = (select h.revision from article_head h where h.article_id = s.article_id)
      order by s.position desc
      limit $1
    ) newest
    order by newest.position desc
    limit $1
  ) s
  ${EFFECTIVE_LABEL}
  join article a on a.article_id = s.article_id and a.revision = s.revision
  order by s.position desc`;

/** Sentences for the API. */
export class SentenceReader {
  constructor(private readonly reader: Reader) {}

  /** The sentences of one revision that have come so far, in their order. */
  async ofRevision(articleId: string, revision: string): Promise<readonly ArticleSentence[]> {
    const rows = await this.reader.query<SentenceRow>(OF_REVISION, [articleId, revision]);
    return rows.map(sentenceOf);
  }

  /** Sentences of current revisions with a label that counts, the newest first. */
  async page({ label, limit, before }: SentencePageRequest): Promise<readonly PlacedSentence[]> {
    const labels = label === undefined ? LABELS : [label];
    const rows = await this.reader.query<ListedRow>(PAGE, [limit, before, labels]);
    return rows.map((row) => ({ sentence: listedSentenceOf(row), position: row.position }));
  }
}

function sentenceOf(row: SentenceRow): ArticleSentence {
  return {
    sentenceId: row.sentence_id,
    index: row.sentence_index,
    start: row.start_offset,
    end: row.end_offset,
    text: row.text,
    overlong: row.overlong,
    label: row.label,
    confidence: row.confidence,
    scores: row.scores,
    none: row.none_score,
    needsReview: row.needs_review,
    evidence: row.evidence ?? [],
    modelVersion: row.model_version,
    labelledAt: row.labelled_at?.toISOString() ?? null,
    corrected: row.corrected,
    storedAt: row.stored_at.toISOString(),
  };
}

function listedSentenceOf(row: ListedRow): Sentence {
  const { title, source, url } = row;
  const publishedAt = row.published_at?.toISOString() ?? null;
  return {
    ...sentenceOf(row),
    articleId: row.article_id,
    revision: row.revision,
    article: { title, source, url, publishedAt },
  };
}
