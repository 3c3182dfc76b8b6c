import { useSyncExternalStore } from 'react';

/** Whether the API answers, and since when it does not. */
export interface Connection {
  readonly silentSince: number | undefined;
}

let connection: Connection = { silentSince: undefined };
const listeners = new Set<() => void>();
const retries = new EventTarget();

/** The API answered something, be it an error. After a silence, all that waits asks again. */
export function reportAnswer(): void {
  if (connection.silentSince === undefined) return;
  become({ silentSince: undefined });
  retryNow();
}

/** The API did not answer. */
export function reportSilence(): void {
  if (connection.silentSince === undefined) become({ silentSince: Date.now() });
}

/** Re-renders when the connection is lost or comes back. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => connection,
  );
}

/** Lets everything that waits ask again now. */
export function retryNow(): void {
  retries.dispatchEvent(new Event('retry'));
}

/** Calls back at each {@link retryNow}. @returns what ends that */
export function onRetry(listener: () => void): () => void {
  retries.addEventListener('retry', listener);
  return () => retries.removeEventListener('retry', listener);
}

function become(next: Connection): void {
  connection = next;
  for (const listener of listeners) listener();
}
