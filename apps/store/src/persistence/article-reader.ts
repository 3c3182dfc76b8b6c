import { clockOf, queryOf, type SentenceFilter } from '../domain/sentence-filter.js';
import type { Article, ArticleItem } from '../answers/article-answers.js';
import { plannedRows } from './planned-rows.js';
import type { Asked } from './reader.js';
import { type Conditions, conditionsOf, searchOf } from './sentence-conditions.js';
import { SentenceReader } from './sentence-reader.js';

/** Which articles a list has: current ones. */
export interface ArticleFilter {
  /** Only those with at least one sentence that passes. An empty filter lets all pass. */
  readonly filter: SentenceFilter;
  /** Only those with these words in their title, in the syntax of `q`. */
  readonly title?: string | undefined;
}

/** Which articles a page has. */
export interface ArticlePageRequest extends ArticleFilter {
  readonly limit: number;
  /** Only what comes after this place in the list. */
  readonly after?: ArticlePlace | undefined;
}

/** A place in the list of articles. */
export interface ArticlePlace {
  /** Time as Postgres writes it, to the microsecond. */
  readonly decidedAt: string;
  readonly articleId: string;
}

/** An article, and its place in the list. */
export interface PlacedArticle {
  readonly article: ArticleItem;
  readonly place: ArticlePlace;
}

/** All that is known of an article apart from its sentences. */
export interface ArticleHistory {
  /** The latest first; at least one. */
  readonly revisions: Article['revisions'];
  /** Null: the article is retracted. */
  readonly current: string | null;
}

interface ArticleRow {
  readonly article_id: string;
  readonly revision: string;
  readonly title: string | null;
  readonly source: string | null;
  readonly url: string | null;
  readonly author: string | null;
  readonly published_at: Date | null;
  readonly language: string | null;
  readonly sentence_count: number;
  readonly received_at: Date;
  readonly stored_at: Date;
}

interface FullRow extends ArticleRow {
  readonly text: string;
  readonly cleaning: Record<string, number>;
  readonly origin_topic: string;
  readonly origin_partition: number;
  readonly origin_offset: string;
  readonly traceparent: string | null;
}

interface RevisionRow {
  readonly revision: string;
  readonly sentence_count: number;
  readonly received_at: Date;
  readonly stored_at: Date;
  readonly current: string | null;
}

const ITEM_COLUMNS = `
  a.article_id, a.revision, a.title, a.source, a.url, a.author, a.published_at, a.language, a.sentence_count,
  a.received_at, a.stored_at`;

/** The newest first; "after" in the list is therefore "before" in time. */
const pageOf = (condition: string): string => `
  select ${ITEM_COLUMNS}, h.decided_at::text as decided_at
  from (
    select * from article_head h
    where revision is not null and ($2::timestamptz is null or (decided_at, article_id) < ($2, $3))${condition}
    order by decided_at desc, article_id desc
    limit $1
  ) h
  join article a on a.article_id = h.article_id and a.revision = h.revision
  order by h.decided_at desc, h.article_id desc`;

/**
 * Where many sentences pass, articles are walked and asked, one after the other, whether they have one. In a sub-query of
 * a value: a join Postgres would take for next to nothing, since it believes article and revision to be independent.
 */
const walked = (conditions: string): string => `
      and (
        select true from sentence s
        where s.article_id = h.article_id and s.revision = h.revision and ${conditions} limit 1)`;

/** Where few pass, they are collected first. */
const collected = (conditions: string): string => `
      and h.article_id in (select s.article_id from sentence s where ${conditions})`;

/** So many sentences are collected sooner than articles are walked; in a span of time the articles may all be far off. */
const FEW = { anywhere: 50_000, inTime: 500_000 } as const;

/** Words in a title, as the index `article_by_title` has them. */
const titleHas = (words: string): string => `to_tsvector('english', t.title) @@ ${searchOf(words)}`;

const titleWalked = (words: string): string => `
      and (
        select true from article t
        where t.article_id = h.article_id and t.revision = h.revision and ${titleHas(words)} limit 1)`;

const titleCollected = (words: string): string => `
      and (h.article_id, h.revision) in (select t.article_id, t.revision from article t where ${titleHas(words)})`;

/** The same for the planner, which would take article and revision to be independent. Older titles are among them. */
const titleGuessed = (words: string): string => `
      and h.article_id in (select t.article_id from article t where ${titleHas(words)})`;

/** So many titles are collected sooner than articles are walked. */
const FEW_TITLES = 20_000;

const REVISIONS = `
  select a.revision, a.sentence_count, a.received_at, a.stored_at, h.revision as current
  from article a left join article_head h on h.article_id = a.article_id
  where a.article_id = $1
  order by (a.received_at, a.origin_offset, a.origin_partition) desc`;

const ONE = `
  select ${ITEM_COLUMNS}, a.text, a.cleaning, a.origin_topic, a.origin_partition, a.origin_offset, o.traceparent
  from article a
  left join outcome o on o.origin_topic = a.origin_topic and o.origin_partition = a.origin_partition
    and o.origin_offset = a.origin_offset
  where a.article_id = $1 and a.revision = $2`;

/** Articles for the API. */
export class ArticleReader {
  private readonly sentences: SentenceReader;

  constructor(private readonly reader: Asked) {
    this.sentences = new SentenceReader(reader);
  }

  /** Those that were decided last first. */
  async page({ limit, after, ...wanted }: ArticlePageRequest): Promise<readonly PlacedArticle[]> {
    const { sql, parameters } = await this.having(wanted, 3);
    const rows = await this.reader.query<ArticleRow & { readonly decided_at: string }>(pageOf(sql), [
      limit,
      after?.decidedAt,
      after?.articleId,
      ...parameters,
    ]);
    return rows.map((row) => ({
      article: itemOf(row),
      place: { decidedAt: row.decided_at, articleId: row.article_id },
    }));
  }

  /** How many articles a list has, counted. */
  async count(wanted: ArticleFilter): Promise<number> {
    const { sql, parameters } = allOf(wanted, titleCollected);
    const [row] = await this.reader.query<{ count: string }>(`select count(*) as count ${sql}`, parameters);
    return Number(row?.count);
  }

  /** About how many articles a list has, as the database's planner thinks: at once, and often wrong by half. */
  estimate(wanted: ArticleFilter): Promise<number> {
    const { sql, parameters } = allOf(wanted, titleGuessed);
    return plannedRows(this.reader, `select ${sql}`, parameters);
  }

  private async having({ filter, title }: ArticleFilter, taken: number): Promise<Conditions> {
    const titled = title === undefined ? NO_CONDITION : await this.titled(title, `$${taken + 1}`);
    const passing = await this.passing(filter, taken + titled.parameters.length);
    return { sql: titled.sql + passing.sql, parameters: [...titled.parameters, ...passing.parameters] };
  }

  private async titled(title: string, words: string): Promise<Conditions> {
    const matching = `select from article t where ${titleHas('$1')}`;
    const isFew = (await plannedRows(this.reader, matching, [title])) < FEW_TITLES;
    return { sql: isFew ? titleCollected(words) : titleWalked(words), parameters: [title] };
  }

  private async passing(filter: SentenceFilter, taken: number): Promise<Conditions> {
    if (queryOf(filter) === '') return NO_CONDITION;
    const { sql, parameters } = conditionsOf(filter, taken);
    const few = clockOf(filter) === undefined ? FEW.anywhere : FEW.inTime;
    const isFew = (await this.sentences.estimate(filter, 'stored')) < few;
    return { sql: isFew ? collected(sql) : walked(sql), parameters };
  }

  /** The revisions of an article; undefined when no text of it is known. */
  async history(articleId: string): Promise<ArticleHistory | undefined> {
    const rows = await this.reader.query<RevisionRow>(REVISIONS, [articleId]);
    const [first] = rows;
    if (first === undefined) return undefined;
    return { current: first.current, revisions: rows.map(revisionOf) };
  }

  /** One revision without its history and its sentences. */
  async one(
    articleId: string,
    revision: string,
  ): Promise<Omit<Article, 'state' | 'revisions' | 'sentences'> | undefined> {
    const [row] = await this.reader.query<FullRow>(ONE, [articleId, revision]);
    return (
      row && {
        ...itemOf(row),
        text: row.text,
        cleaning: row.cleaning,
        origin: {
          topic: row.origin_topic,
          partition: row.origin_partition,
          offset: Number(row.origin_offset),
          traceparent: row.traceparent,
        },
      }
    );
  }
}

const NO_CONDITION: Conditions = { sql: '', parameters: [] };

/** All of a list: none of them is to be had before the others. */
function allOf({ filter, title }: ArticleFilter, titled: (words: string) => string): Conditions {
  const words = title === undefined ? NO_CONDITION : { sql: titled('$1'), parameters: [title] };
  const isFiltered = queryOf(filter) !== '';
  const passing = isFiltered ? conditionsOf(filter, words.parameters.length) : NO_CONDITION;
  return {
    sql: `from article_head h where revision is not null${words.sql}${isFiltered ? collected(passing.sql) : ''}`,
    parameters: [...words.parameters, ...passing.parameters],
  };
}

function revisionOf(row: RevisionRow): Article['revisions'][number] {
  const { revision, current } = row;
  return {
    revision,
    state: current === null ? 'retracted' : current === revision ? 'current' : 'superseded',
    sentenceCount: row.sentence_count,
    receivedAt: row.received_at.toISOString(),
    storedAt: row.stored_at.toISOString(),
  };
}

function itemOf(row: ArticleRow): ArticleItem {
  return {
    articleId: row.article_id,
    revision: row.revision,
    title: row.title,
    source: row.source,
    url: row.url,
    author: row.author,
    publishedAt: row.published_at?.toISOString() ?? null,
    language: row.language,
    sentenceCount: row.sentence_count,
    receivedAt: row.received_at.toISOString(),
    storedAt: row.stored_at.toISOString(),
  };
}
