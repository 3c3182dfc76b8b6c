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

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
