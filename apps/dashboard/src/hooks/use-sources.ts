import { getFacets } from '../api/client.js';
import type { Facets } from '../api/types.js';
import { useResource } from './use-resource.js';

/** Seldom: it counts all sentences. */
const EVERY_MS = 30_000;

/** The sources there are most sentences of, to choose from; undefined until that is known. */
export const useSources = (): Facets['sources'] | undefined =>
  useResource('facets', (signal) => getFacets({}, signal), EVERY_MS).value?.sources;
