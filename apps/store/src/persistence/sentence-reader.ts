import type { SentenceFilter } from '../domain/sentence-filter.js';
import { mayMislead, type SentenceOrder, type Sort } from '../domain/sentence-order.js';
import type { ArticleSentence, Sentence } from '../answers/article-answers.js';
import { plannedRows } from './planned-rows.js';
import type { Asked } from './reader.js';
import { CLOCK_COLUMNS, type Conditions, conditionsOf, searchOf } from './sentence-conditions.js';
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

/** So many sentences are walked for several words, in some 10 to 50 ms, before all that have them are collected. */
const WALKED_FIRST = 10_000;

/**
 * How a page is found. `walk`: the database may walk the sentences in their order until the page is full. `walk-first`:
 * it looks for the words among the first so many only. `collect`: all that pass are found, by whatever index, and sorted.
 */
type Way = 'walk' | 'walk-first' | 'collect';

/** Sentences for the API. */
export class SentenceReader {
  constructor(private readonly reader: Asked) {}

  /** The sentences of one revision that have come so far, in their order. */
  async ofRevision(articleId: string, revision: string): Promise<readonly ArticleSentence[]> {
    const rows = await this.reader.query<SentenceRow>(OF_REVISION, [articleId, revision]);
    return rows.map(sentenceOf);
  }

  /** Sentences with a label that counts. */
  async page(request: SentencePageRequest): Promise<readonly PlacedSentence[]> {
    const { filter, order, limit } = request;
    const misled = mayMislead(filter, order.by);
    if (misled === 'words') {
      const found = await this.found(request, 'walk-first');
      return found.length === limit ? found : this.found(request, 'collect');
    }
    const areFew = misled === 'clocks' && (await this.estimate(filter, order.by)) < FEW;
    return this.found(request, areFew ? 'collect' : 'walk');
  }

  private async found(request: SentencePageRequest, way: Way): Promise<readonly PlacedSentence[]> {
    const { filter, order, limit, after } = request;
    const { sql, parameters } = pageOf(filter, order, way, after !== undefined);
    const rows = await this.reader.query<PlacedRow>(sql, [limit, after?.key, after?.position, ...parameters]);
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
  estimate(filter: SentenceFilter, by: Sort): Promise<number> {
    const { sql, parameters } = listedBy(filter, by, 0);
    return plannedRows(this.reader, `select from sentence s where ${sql}`, parameters);
  }
}

function listedBy(filter: SentenceFilter, by: Sort, taken: number): Conditions {
  const { sql, parameters } = conditionsOf(filter, taken);
  return { sql: by === 'stored' ? sql : `${sql} and ${SORT_COLUMNS[by]} is not null`, parameters };
}

/** Rows of `sentence`, at most $1 of them and after the place of $2 and $3 if there is one, not yet in their order. */
function rowsOf(filter: SentenceFilter, order: SentenceOrder, way: Way, place: string): Conditions {
  const { q, ...others } = filter;
  const { sql, parameters } = listedBy(way === 'walk-first' ? others : filter, order.by, 3);
  const passing = `sentence s where ${sql} and ${place}`;
  if (way === 'walk') return { sql: `select * from ${passing} ${sorted(order)} limit $1`, parameters };
  if (way === 'collect') {
    const found = `select s.sentence_id, ${SORT_COLUMNS[order.by]}, s.position from ${passing}`;
    const first = `select sentence_id from found s ${sorted(order)} limit $1`;
    return {
      sql: `with found as materialized (${found}) select * from sentence where sentence_id in (${first})`,
      parameters,
    };
  }
  const walked = `select * from ${passing} ${sorted(order)} limit ${WALKED_FIRST}`;
  const search = searchOf(`$${4 + parameters.length}`);
  return {
    sql: `select * from (${walked}) s where s.search @@ ${search} ${sorted(order)} limit $1`,
    parameters: [...parameters, q],
  };
}

function pageOf(filter: SentenceFilter, order: SentenceOrder, way: Way, isContinued: boolean): Conditions {
  const key = SORT_COLUMNS[order.by];
  const type = order.by === 'confidence' ? 'float8' : 'timestamptz';
  const isAfter = `(${key}, s.position) ${order.order === 'asc' ? '>' : '<'} ($2::${type}, $3::bigint)`;
  // The parameters are named in any case, or Postgres would not know their types.
  const place = isContinued ? isAfter : `($2::${type} is null and $3::bigint is null)`;
  const { sql, parameters } = rowsOf(filter, order, way, place);
  const statement = `
  select ${SENTENCE_COLUMNS}, a.title, a.url, ${key}::text as place_key
  from (${sql}) s
  ${EFFECTIVE_LABEL}
  join article a on a.article_id = s.article_id and a.revision = s.revision
  ${sorted(order)}`;
  return { sql: statement, parameters };
}

function sorted({ by, order }: SentenceOrder): string {
  const direction = DIRECTIONS[order];
  return `order by ${SORT_COLUMNS[by]} ${direction}, s.position ${direction}`;
}
