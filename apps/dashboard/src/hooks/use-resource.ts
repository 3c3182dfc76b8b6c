import { ApiError } from '@sitrep/api-client';
import { useCallback, useEffect, useRef, useState } from 'react';

import { onRetry } from '../api/connection.js';
import { isLive, onChange } from '../api/live.js';
import { useSettings } from './use-settings.js';

/** Something that is loaded: the last good value stays while a newer one is awaited or fails to come. */
export interface Resource<T> {
  readonly value: T | undefined;
  /** Of the latest attempt; undefined when that went well. */
  readonly error: Error | undefined;
  /** Asks again now. */
  readonly reload: () => void;
}

interface State<T> {
  readonly key: string;
  readonly value?: T;
  readonly error?: Error;
}

const REFRESH_MS = 2_000;
/** While the store tells what happens; for what it does not tell of. */
const LIVE_REFRESH_MS = 5_000;

/**
 * Loads something, and again when something happened to sentences, or some time after an answer came (2 s, if nothing
 * else is said, and less often while the store tells what happens): not while the page is paused or out of sight, but at
 * once when it comes back. While the API is away or fails it goes on asking.
 *
 * @param key names what is loaded: another key begins anew
 */
export function useResource<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  refreshMs = REFRESH_MS,
): Resource<T> {
  const [state, setState] = useState<State<T>>({ key });
  const [attempt, setAttempt] = useState(0);
  const { paused } = useSettings();
  const latest = useRef(load);
  latest.current = load;
  const done = useRef('');

  useEffect(() => {
    const controller = new AbortController();
    let timer: number | undefined;
    let isAsking = false;
    let isStale = false;
    const name = `${attempt} ${key}`;
    // What is there already is not asked for again only because the page was paused or came back into sight.
    const wanted = (): boolean => !(done.current === name && paused);
    const run = async (): Promise<void> => {
      if (document.visibilityState === 'hidden') return;
      isStale = isAsking;
      if (isAsking) return;
      isAsking = true;
      const outcome = await attemptOf(key, latest.current(controller.signal));
      isAsking = false;
      if (controller.signal.aborted) return;
      setState((before) => merge(before, outcome));
      if (outcome.error === undefined) done.current = name;
      if (isStale && !paused) return void run();
      if (mayChange(outcome.error) && (outcome.error !== undefined || !paused)) {
        const restMs = isLive() ? Math.max(refreshMs, LIVE_REFRESH_MS) : refreshMs;
        timer = window.setTimeout(() => void run(), outcome.error === undefined ? restMs : REFRESH_MS);
      }
    };
    const onSight = (): void => {
      window.clearTimeout(timer);
      if (document.visibilityState === 'visible' && wanted()) void run();
    };
    document.addEventListener('visibilitychange', onSight);
    const endRetry = onRetry(onSight);
    // What is asked for seldom costs much, and is not asked for with every change.
    const endChanges = paused || refreshMs > REFRESH_MS ? undefined : onChange(onSight);
    if (wanted()) void run();
    return () => {
      document.removeEventListener('visibilitychange', onSight);
      endRetry();
      endChanges?.();
      window.clearTimeout(timer);
      controller.abort();
    };
  }, [key, paused, attempt, refreshMs]);

  const reload = useCallback(() => setAttempt((nth) => nth + 1), []);
  const current = state.key === key ? state : { key };
  return { value: current.value, error: current.error, reload };
}

/** A request that is wrong stays wrong: asking for it again and again only fills the logs. */
const mayChange = (error: Error | undefined): boolean =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429;

async function attemptOf<T>(key: string, loading: Promise<T>): Promise<State<T>> {
  try {
    return { key, value: await loading };
  } catch (error) {
    return { key, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function merge<T>(before: State<T>, outcome: State<T>): State<T> {
  const keepsValue = outcome.error !== undefined && before.key === outcome.key && before.value !== undefined;
  return keepsValue ? { ...outcome, value: before.value } : outcome;
}
