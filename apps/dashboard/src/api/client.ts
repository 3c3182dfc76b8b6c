import { reportAnswer, reportSilence } from './connection.js';
import type { Article, ArticleItem, ArticleLedger, Health, Label, Ledger, Page, Sentence } from './types.js';

/** An answer that is an error. `detail` is the API's own word on what to do (RFC 9457). */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    title: string,
    readonly detail: string,
  ) {
    super(title);
  }
}

/** The API did not answer at all, or not with what it promises. */
export class ApiAway extends Error {
  override readonly name = 'ApiAway';
}

const TIMEOUT_MS = 10_000;

/** Newest first. @param cursor `next` of the page before */
export const getArticles = (limit: number, cursor?: string, signal?: AbortSignal): Promise<Page<ArticleItem>> =>
  get(`/v1/articles?${query({ limit, cursor })}`, signal);

/** Newest first. @param cursor `next` of the page before, of the same label */
export const getSentences = (
  filter: { readonly label?: Label | undefined; readonly limit: number; readonly cursor?: string | undefined },
  signal?: AbortSignal,
): Promise<Page<Sentence>> => get(`/v1/sentences?${query(filter)}`, signal);

/** One article, in its current revision unless another is named. */
export const getArticle = (id: string, revision?: string, signal?: AbortSignal): Promise<Article> =>
  get(`/v1/articles/${encodeURIComponent(id)}${revision === undefined ? '' : `?${query({ revision })}`}`, signal);

/** The ledger of one article. */
export const getArticleLedger = (id: string, signal?: AbortSignal): Promise<ArticleLedger> =>
  get(`/v1/articles/${encodeURIComponent(id)}/ledger`, signal);

/** The ledger of everything. */
export const getLedger = (signal?: AbortSignal): Promise<Ledger> => get('/v1/ledger', signal);

/** How the store is. An answer of 503 is an answer here: it says what is wrong. */
export const getHealth = (signal?: AbortSignal): Promise<Health> => get('/health/ready', signal, [503]);

function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

async function get<T>(path: string, signal?: AbortSignal, alsoGood: readonly number[] = []): Promise<T> {
  const response = await ask(path, signal);
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok || (alsoGood.includes(response.status) && body !== undefined)) {
    if (body === undefined) throw new ApiAway('The answer is not JSON');
    return body as T;
  }
  const { title, detail } = (body ?? {}) as { readonly title?: string; readonly detail?: string };
  throw new ApiError(response.status, title ?? `The API answered ${response.status}`, detail ?? '');
}

async function ask(path: string, signal?: AbortSignal): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      headers: { accept: 'application/json, application/health+json, application/problem+json' },
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    // A proxy that finds no store behind it says 502 or 504: that is silence too.
    if (response.status === 502 || response.status === 504) reportSilence();
    else reportAnswer();
    return response;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    reportSilence();
    throw new ApiAway('The API does not answer', { cause: error });
  }
}
