import { type Label, LABELS } from '@sitrep/contracts';

import type { ArticleSentence, Sentence } from '../query/schemas.js';
import type { Reader } from './reader.js';
import { conditionsOf, type SentenceFilter } from './sentence-filter.js';
import {
  EFFECTIVE_LABEL,
  type ListedRow,
  listedSentenceOf,
  SENTENCE_COLUMNS,
  type SentenceRow,
  sentenceOf,
} from './sentence-row.js';

/** Which sentences a page has. */
export interface SentencePageRequest extends SentenceFilter {
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

const OF_REVISION = `
  select ${SENTENCE_COLUMNS} from sentence s ${EFFECTIVE_LABEL}
  where s.article_id = $1 and s.revision = $2
  order by s.sentence_index`;

const LAST_POSITION = '9223372036854775807';

/** The newest first. */
const pageOf = (filter: string): string => `
  select ${SENTENCE_COLUMNS}, a.title, a.source, a.url, a.published_at
  from (
    select * from sentence s
    where s.current and s.label = any($3::text[]) and s.position < coalesce($2::bigint, ${LAST_POSITION})${filter}
    order by s.position desc
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
  async page({ label, limit, before, ...filter }: SentencePageRequest): Promise<readonly PlacedSentence[]> {
    const given = [limit, before, label === undefined ? LABELS : [label]];
    const { sql, parameters } = conditionsOf(filter, given.length);
    const rows = await this.reader.query<ListedRow>(pageOf(sql), [...given, ...parameters]);
    return rows.map((row) => ({ sentence: listedSentenceOf(row), position: row.position }));
  }
}
