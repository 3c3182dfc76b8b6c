import { createApiClient, type paths, valueOf } from '@sitrep/api-client';

import type { BucketSize, SentenceSort } from '../model/route.js';
import type { SentenceFilter } from '../model/sentence-filter.js';
import { reportAnswer, reportSilence } from './connection.js';
import { currentKey } from './key.js';
import type {
  Access,
  Article,
  ArticleItem,
  ArticleLedger,
  Facets,
  Health,
  LabelStats,
  Ledger,
  LedgerProof,
  Page,
  Pipeline,
  Sentence,
  SourceStats,
  Story,
  TermStats,
  Timeline,
} from './types.js';

/** The API did not answer at all, or not with what it promises. */
export class ApiAway extends Error {
  override readonly name = 'ApiAway';
}

const TIMEOUT_MS = 10_000;

/** The API, asked with the key that is in use. */
export const api = createApiClient({ baseUrl: window.location.origin, key: currentKey, fetch: ask });

/** Which page of which articles: with such a sentence, and such words in their title. */
export interface ArticlesWanted {
  readonly filter: SentenceFilter;
  readonly title?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The articles that came in last first. */
export async function getArticles(wanted: ArticlesWanted, signal?: AbortSignal): Promise<Page<ArticleItem>> {
  const { filter, title, limit, cursor } = wanted;
  const query = { ...articlesWith(filter, title), limit, ...(cursor !== undefined && { cursor }) };
  return valueOf(await api.GET('/v1/articles', { params: { query }, ...(signal && { signal }) }));
}

/** How many articles those are. */
export async function countArticles(
  filter: SentenceFilter,
  title: string | undefined,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const query = { ...articlesWith(filter, title), limit: 1, count: 'exact' as const };
  return valueOf(await api.GET('/v1/articles', { params: { query }, ...(signal && { signal }) })).count?.value;
}

const articlesWith = (filter: SentenceFilter, title: string | undefined) => ({
  ...asQuery<'/v1/articles'>(filter),
  ...(title !== undefined && { title }),
});

/** The articles that tell the story of one. */
export async function getStory(id: string, signal?: AbortSignal): Promise<Story> {
  return valueOf(await api.GET('/v1/articles/{id}/story', { params: { path: { id } }, ...(signal && { signal }) }));
}

/** Which page of which sentences. `cursor` is the `next` of the page before, of the same filter and sort. */
export interface SentencesWanted {
  readonly filter?: SentenceFilter;
  readonly sort?: SentenceSort | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** The latest stored first, unless another sort is wanted. */
export async function getSentences(wanted: SentencesWanted, signal?: AbortSignal): Promise<Page<Sentence>> {
  const { filter = {}, sort, limit, cursor } = wanted;
  const [by, order] = sort?.split('-') ?? [];
  const given = {
    ...filter,
    limit,
    ...(sort !== undefined && { sort: by, order }),
    ...(cursor !== undefined && { cursor }),
  };
  const params = { query: asQuery<'/v1/sentences'>(given) };
  return valueOf(await api.GET('/v1/sentences', { params, ...(signal && { signal }) }));
}

/** How many sentences pass a filter, by label, source and language. */
export async function getFacets(filter: SentenceFilter, signal?: AbortSignal): Promise<Facets> {
  const params = { query: asQuery<'/v1/stats/facets'>(filter) };
  return valueOf(await api.GET('/v1/stats/facets', { params, ...(signal && { signal }) }));
}

/** The words that tell the sentences of a filter from all others, the most telling first. */
export async function getTerms(filter: SentenceFilter, limit: number, signal?: AbortSignal): Promise<TermStats> {
  const params = { query: { ...asQuery<'/v1/stats/terms'>(filter), limit } };
  return valueOf(await api.GET('/v1/stats/terms', { params, ...(signal && { signal }) }));
}

/** Counts by hour, day or week of a time zone. */
export async function getTimeline(
  bucket: BucketSize,
  tz: string,
  filter: SentenceFilter,
  signal?: AbortSignal,
): Promise<Timeline> {
  const params = { query: { ...asQuery<'/v1/stats/timeline'>(filter), bucket, tz } };
  return valueOf(await api.GET('/v1/stats/timeline', { params, ...(signal && { signal }) }));
}

/** Counts by label, of the last 24 hours where no time is wanted, against those of the weeks before. */
export async function getLabelStats(filter: SentenceFilter, signal?: AbortSignal): Promise<LabelStats> {
  const params = { query: asQuery<'/v1/stats/labels'>(filter) };
  return valueOf(await api.GET('/v1/stats/labels', { params, ...(signal && { signal }) }));
}

/** Counts by source, those with the most first. */
export async function getSourceStats(
  limit: number,
  filter: SentenceFilter,
  signal?: AbortSignal,
): Promise<SourceStats> {
  const params = { query: { ...asQuery<'/v1/stats/sources'>(filter), limit } };
  return valueOf(await api.GET('/v1/stats/sources', { params, ...(signal && { signal }) }));
}

type QueryOf<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? Query
  : never;

/** A filter is checked when it is read; where the API's types have a number, it has that number's digits. */
const asQuery = <Path extends keyof paths>(given: SentenceFilter): NonNullable<QueryOf<Path>> =>
  given as unknown as NonNullable<QueryOf<Path>>;

/** One article, in its current revision unless another is named. */
export async function getArticle(id: string, revision?: string, signal?: AbortSignal): Promise<Article> {
  const params = { path: { id }, ...(revision !== undefined && { query: { revision } }) };
  return valueOf(await api.GET('/v1/articles/{id}', { params, ...(signal && { signal }) }));
}

/** The ledger of one article. */
export async function getArticleLedger(id: string, signal?: AbortSignal): Promise<ArticleLedger> {
  return valueOf(await api.GET('/v1/articles/{id}/ledger', { params: { path: { id } }, ...(signal && { signal }) }));
}

/** The ledger of everything. */
export async function getLedger(signal?: AbortSignal): Promise<Ledger> {
  return valueOf(await api.GET('/v1/ledger', { ...(signal && { signal }) }));
}

/** How the groups and the instances are. */
export async function getPipeline(signal?: AbortSignal): Promise<Pipeline> {
  return valueOf(await api.GET('/v1/pipeline', { ...(signal && { signal }) }));
}

/** Whether the equations hold that say that nothing is lost. */
export async function getLedgerProof(signal?: AbortSignal): Promise<LedgerProof> {
  return valueOf(await api.GET('/v1/ledger/proof', { ...(signal && { signal }) }));
}

/** What whoever holds the key that is in use may do. */
export async function getAccess(signal?: AbortSignal): Promise<Access> {
  return valueOf(await api.GET('/v1/access', { ...(signal && { signal }) }));
}

/** What is said of an article that is handed in. */
export interface NewArticle {
  readonly title?: string;
  readonly source?: string;
  readonly url?: string;
  readonly body: string;
}

/** An article that was handed in: it is on its way, and not yet split and labelled. */
export interface HandedIn {
  readonly articleId: string;
  /** By the clock of the store, in milliseconds. */
  readonly at: number;
}

/** Hands an article in. */
export async function postArticle(article: NewArticle): Promise<HandedIn> {
  const answer = await api.POST('/v1/articles', { body: article as never });
  const { articleId } = valueOf(answer) as { readonly articleId: string };
  const at = Date.parse(answer.response.headers.get('date') ?? '');
  return { articleId, at: Number.isNaN(at) ? Date.now() : at };
}

/** Whether any sentence of the current text of an article is there yet. */
export async function hasSentences(article: string, signal: AbortSignal): Promise<boolean> {
  const query = { article, limit: 1 };
  return valueOf(await api.GET('/v1/sentences', { params: { query }, signal })).items.length > 0;
}

/** How the store is. An answer of 503 is an answer here: it says what is wrong. */
export async function getHealth(signal?: AbortSignal): Promise<Health> {
  const { data, error, response } = await api.GET('/health/ready', { ...(signal && { signal }) });
  if (response.ok || response.status === 503) return (data ?? error) as unknown as Health;
  return valueOf<Health>({ error, response });
}

async function ask(request: Request): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    const response = await fetch(request, { signal });
    // A proxy that finds no store behind it says 502 or 504: that is silence too.
    if (response.status === 502 || response.status === 504) reportSilence();
    else reportAnswer();
    return response;
  } catch (error) {
    if (request.signal.aborted) throw error;
    reportSilence();
    throw new ApiAway('The API does not answer', { cause: error });
  }
}
