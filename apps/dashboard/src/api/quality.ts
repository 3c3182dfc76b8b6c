import { ApiError, valueOf } from '@sitrep/api-client';

import { api } from './client.js';
import type {
  Agreement,
  ArticleTrace,
  Comparison,
  ConfidenceHistogram,
  Label,
  ModelCard,
  Models,
  ReviewQueue,
  RevisionChanges,
  SentenceDetail,
} from './types.js';

const by = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

/** One sentence with what every model and every person says of it. */
export async function getSentence(id: string, signal?: AbortSignal): Promise<SentenceDetail> {
  return valueOf(await api.GET('/v1/sentences/{id}', { params: { path: { id } }, ...by(signal) }));
}

/** A person says what a sentence is. */
export async function correctLabel(id: string, label: Label, name: string | undefined, reason: string): Promise<void> {
  const body = { label, reason, ...(name !== undefined && { by: name }) };
  valueOf(await api.PUT('/v1/sentences/{id}/label', { params: { path: { id } }, body }));
}

/** A person's word is taken back. */
export async function takeBackLabel(id: string, name: string | undefined, reason: string): Promise<void> {
  const query = { reason, ...(name !== undefined && { by: name }) };
  valueOf(await api.DELETE('/v1/sentences/{id}/label', { params: { path: { id }, query } }));
}

/** What changed from one text of an article to another. */
export async function getArticleChanges(
  id: string,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<RevisionChanges> {
  const params = { path: { id }, query: { from, to } };
  return valueOf(await api.GET('/v1/articles/{id}/changes', { params, ...by(signal) }));
}

/** The way of an article through the pipeline. */
export async function getArticleTrace(id: string, signal?: AbortSignal): Promise<ArticleTrace> {
  return valueOf(await api.GET('/v1/articles/{id}/trace', { params: { path: { id } }, ...by(signal) }));
}

/** All models, and what was decided about them. */
export async function getModels(signal?: AbortSignal): Promise<Models> {
  return valueOf(await api.GET('/v1/models', by(signal)));
}

/** What was measured of a model when it was trained; null where nothing is known. */
export async function getModelCard(version: string, signal?: AbortSignal): Promise<ModelCard | null> {
  try {
    return valueOf(await api.GET('/v1/models/{version}/card', { params: { path: { version } }, ...by(signal) }));
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** What one model says against what another says. */
export async function getComparison(a: string, b: string, examples: number, signal?: AbortSignal): Promise<Comparison> {
  return valueOf(await api.GET('/v1/models/compare', { params: { query: { a, b, examples } }, ...by(signal) }));
}

/** How often a model says what people say. */
export async function getAgreement(model: string, signal?: AbortSignal): Promise<Agreement> {
  return valueOf(await api.GET('/v1/stats/agreement', { params: { query: { model } }, ...by(signal) }));
}

/** How sure a model is. */
export async function getConfidence(model: string, signal?: AbortSignal): Promise<ConfidenceHistogram> {
  return valueOf(await api.GET('/v1/stats/confidence', { params: { query: { model } }, ...by(signal) }));
}

/** What a person should look at, the most valuable first. */
export async function getReviewQueue(limit: number, signal?: AbortSignal): Promise<ReviewQueue> {
  return valueOf(await api.GET('/v1/review', { params: { query: { limit } }, ...by(signal) }));
}
