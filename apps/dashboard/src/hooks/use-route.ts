import { useMemo, useSyncExternalStore } from 'react';

import { hrefOf, parseRoute, type Route } from '../model/route.js';

/** What the address asks for; re-renders when it changes. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

/** Goes to a view, as a link to it would. */
export function goTo(route: Route): void {
  window.location.hash = hrefOf(route);
}

/** Changes the address without a step in the history: for what is typed or walked through. */
export function replaceRoute(route: Route): void {
  window.history.replaceState(window.history.state, '', hrefOf(route));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

/** Remembers in the history which item of the present list was left for another view. */
export function markPlace(item: string): void {
  window.history.replaceState({ item }, '');
}

/** The item that was left from, when this view was come back to. */
export function markedPlace(): string | undefined {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && 'item' in state ? String(state.item) : undefined;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
