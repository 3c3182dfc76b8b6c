import { useSyncExternalStore } from 'react';

import { retryNow } from './connection.js';

const KEY = 'sitrep.key';
/** What a key may look like: nothing that would break a header. */
const FORM = /^[\w.~+/-]{1,500}=*$/;

let key: string | undefined = stored();
const listeners = new Set<() => void>();

/** The key that requests are sent with; undefined: none is. */
export const currentKey = (): string | undefined => key;

/** What a request says to be sent with the key that is in use. */
export const keyHeaders = (): Readonly<Record<string, string>> =>
  key === undefined ? {} : { authorization: `Bearer ${key}` };

/** Re-renders when the key changes. */
export const useApiKey = (): string | undefined => useSyncExternalStore(onKeyChange, currentKey);

/**
 * Uses a key for as long as this tab is open; undefined forgets it.
 *
 * @returns false when it is no key, and nothing was changed
 */
export function changeKey(next: string | undefined): boolean {
  if (next !== undefined && !FORM.test(next)) return false;
  key = next;
  try {
    if (next === undefined) window.sessionStorage.removeItem(KEY);
    else window.sessionStorage.setItem(KEY, next);
  } catch {
    // Storage is refused: the key lasts as long as the page.
  }
  for (const listener of listeners) listener();
  // What was refused may be answered now.
  retryNow();
  return true;
}

/** Calls back when the key changes. @returns what ends that */
export function onKeyChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Takes the key that came with the address (`#key=…`), and takes it out of the address before anybody reads or copies
 * it. To be called before the page is shown, and again whenever the address changes.
 */
export function takeKeyFromAddress(): void {
  const given = /^#key=([^&]*)$/.exec(window.location.hash)?.[1];
  if (given === undefined) return;
  window.history.replaceState(window.history.state, '', '#/');
  changeKey(decode(given));
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function stored(): string | undefined {
  try {
    return window.sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}
