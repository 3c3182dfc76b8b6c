import type { SentenceFilter } from '../domain/sentence-filter.js';
import { mayMislead, type SentenceOrder, type Sort } from '../domain/sentence-order.js';
import type { ArticleSentence, Sentence } from '../query/schemas.js';
import type { Reader } from './reader.js';
import { CLOCK_COLUMNS, conditionsOf } from './sentence-conditions.js';
import {
  EFFECTIVE_LABEL,
  type ListedRow,
  listedSentenceOf,
  SENTENCE_COLUMNS,
  type SentenceRow,
  sentenceOf,
} from './sentence-row.js';

/** Which sentences a page has. */
export interface SentencePageRequest {
  readonly filter: SentenceFilter;
  readonly order: SentenceOrder;
  readonly limit: number;
  /** Only what comes after this place in the list. */
  readonly after?: SentencePlace | undefined;
}

/** A place in a list of sentences. */
export interface SentencePlace {
  /** What the list is sorted by, as Postgres writes it: nothing of it is lost. */
  readonly key: string;
  readonly position: string;
}

/** A sentence, and its place in the list. */
export interface PlacedSentence {
  readonly sentence: Sentence;
  readonly place: SentencePlace;
}

type PlacedRow = ListedRow & { readonly place_key: string };

const OF_REVISION = `
  select ${SENTENCE_COLUMNS} from sentence s ${EFFECTIVE_LABEL}
  where s.article_id = $1 and s.revision = $2
  order by s.sentence_index`;

const SORT_COLUMNS: Readonly<Record<Sort, string>> = { ...CLOCK_COLUMNS, confidence: 's.confidence' };

/** Only words of ours get into a statement: never what somebody asked for. */
const DIRECTIONS = { asc: 'asc', desc: 'desc' } as const;

/** So many sentences, as estimated, are collected and sorted in less time than it may take to find a page of them. */
const FEW = 30_000;

/** Sentences for the API. */
export class SentenceReader {
  constructor(private readonly reader: Reader) {}

  /** The sentences of one revision that have come so far, in their order. */
  async ofRevision(articleId: string, revision: string): Promise<readonly ArticleSentence[]> {
    const rows = await this.reader.query<SentenceRow>(OF_REVISION, [articleId, revision]);
    return rows.map(sentenceOf);
  }

  /** Sentences with a label that counts. */
  async page({ filter, order, limit, after }: SentencePageRequest): Promise<readonly PlacedSentence[]> {
    const { sql, parameters } = listedBy(filter, order.by, 3);
    const isCollected = mayMislead(filter, order.by) && (await this.estimate(filter, order.by)) < FEW;
    const statement = pageOf(sql, order, { isContinued: after !== undefined, isCollected });
    const rows = await this.reader.query<PlacedRow>(statement, [limit, after?.key, after?.position, ...parameters]);
    return rows.map((row) => ({
      sentence: listedSentenceOf(row),
      place: { key: row.place_key, position: row.position },
    }));
  }

  /** How many sentences a list has, counted. */
  async count(filter: SentenceFilter, by: Sort): Promise<number> {
    const { sql, parameters } = listedBy(filter, by, 0);
    const [row] = await this.reader.query<{ count: string }>(
      `select count(*) as count from sentence s where ${sql}`,
      parameters,
    );
    return Number(row?.count);
  }

  /** About how many sentences a list has, as the database's planner thinks: at once, and often wrong by half. */
  async estimate(filter: SentenceFilter, by: Sort): Promise<number> {
    const { sql, parameters } = listedBy(filter, by, 0);
    const [row] = await this.reader.query<{ 'QUERY PLAN': readonly [{ Plan: { 'Plan Rows': number } }] }>(
      `explain (format json) select from sentence s where ${sql}`,
      parameters,
    );
    return row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
  }
}

function listedBy(filter: SentenceFilter, by: Sort, taken: number): ReturnType<typeof conditionsOf> {
  const { sql, parameters } = conditionsOf(filter, taken);
  return { sql: by === 'stored' ? sql : `${sql} and ${SORT_COLUMNS[by]} is not null`, parameters };
}

interface PageShape {
  readonly isContinued: boolean;
  /** All that pass are found, by whatever index, before they are sorted; else the planner may walk them in their order. */
  readonly isCollected: boolean;
}

function pageOf(conditions: string, { by, order }: SentenceOrder, { isContinued, isCollected }: PageShape): string {
  const key = SORT_COLUMNS[by];
  const direction = DIRECTIONS[order];
  const type = by === 'confidence' ? 'float8' : 'timestamptz';
  const isAfter = `(${key}, s.position) ${order === 'asc' ? '>' : '<'} ($2::${type}, $3::bigint)`;
  // The parameters are named in any case, or Postgres would not know their types.
  const place = isContinued ? isAfter : `($2::${type} is null and $3::bigint is null)`;
  const walked = `
    select * from sentence s
    where ${conditions} and ${place}
    order by ${key} ${direction}, s.position ${direction}
    limit $1`;
  const collected = `
    with found as materialized (
      select s.sentence_id, ${key} as key, s.position from sentence s where ${conditions} and ${place}
    )
    select * from sentence where sentence_id in (
      select sentence_id from found order by key ${direction}, position ${direction} limit $1)`;
  return `
  select ${SENTENCE_COLUMNS}, a.title, a.url, ${key}::text as place_key
  from (${isCollected ? collected : walked}
  ) s
  ${EFFECTIVE_LABEL}
  join article a on a.article_id = s.article_id and a.revision = s.revision
  order by ${key} ${direction}, s.position ${direction}`;
}
