import { valueOf } from '@sitrep/api-client';

import { api } from './client.js';
import type { Alert, NewSearch, Page, SavedSearch } from './types.js';

/** All of them, the oldest first. */
export async function getSearches(signal: AbortSignal): Promise<readonly SavedSearch[]> {
  return valueOf(await api.GET('/v1/searches', { signal })).items;
}

/** The latest alarms of all searches. */
export async function getAlerts(limit: number, signal: AbortSignal): Promise<readonly Alert[]> {
  return valueOf(await api.GET('/v1/alerts', { params: { query: { limit } }, signal })).items;
}

/** The alarms that hold still. */
export async function getOpenAlerts(signal: AbortSignal): Promise<Page<Alert>> {
  return valueOf(await api.GET('/v1/alerts', { params: { query: { open: 'true' } }, signal }));
}

/** Keeps a filter under a name. */
export async function saveSearch({ name, filter, rules }: NewSearch): Promise<SavedSearch> {
  return valueOf(await api.POST('/v1/searches', { body: { name, filter, rules: [...rules] } }));
}

/** Changes what is kept under a name; the alarms that hold are over. */
export async function changeSearch(id: string, { name, filter, rules }: NewSearch): Promise<SavedSearch> {
  const body = { name, filter, rules: [...rules] };
  return valueOf(await api.PUT('/v1/searches/{id}', { params: { path: { id } }, body }));
}

/** Forgets a search and its alarms. */
export async function deleteSearch(id: string): Promise<void> {
  const { error, response } = await api.DELETE('/v1/searches/{id}', { params: { path: { id } } });
  if (!response.ok) valueOf({ error, response });
}
