import { useRef } from 'react';

import { getLedger } from '../api/client.js';
import type { Ledger } from '../api/types.js';
import { useResource, type Resource } from './use-resource.js';

/** What is asked for again at the latest, though nothing seems to have moved: corrections, and time itself. */
const LONGEST_MS = 30_000;

/** The ledger of everything, watched. */
export const useLedger = (): Resource<Ledger> => useResource('ledger', getLedger);

/**
 * Loads something that costs the store more than a look at the ledger: again when the ledger says that something moved,
 * and after half a minute.
 *
 * @param key names what is loaded: another key begins anew
 */
export function useMovedResource<T>(
  key: string,
  ledger: Ledger | undefined,
  load: (signal: AbortSignal) => Promise<T>,
): Resource<T> {
  const kept = useRef<{ readonly name: string; readonly at: number; readonly value: T }>(undefined);
  return useResource(key, async (signal) => {
    const name = `${key} ${ledger?.stored} ${ledger?.records.received}`;
    const { current } = kept;
    if (current?.name === name && Date.now() - current.at < LONGEST_MS) return current.value;
    const value = await load(signal);
    kept.current = { name, at: Date.now(), value };
    return value;
  });
}
