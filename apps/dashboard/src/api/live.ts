import { currentKey } from './key.js';

/** Shortest time between two calls, however much happens. */
const GAP_MS = 1_000;
/** A stream that was refused (too many, a key is needed, its position is gone) is asked for again after so long. */
const AGAIN_MS = 30_000;

const listeners = new Set<() => void>();
let source: EventSource | undefined;
let live = false;
let position = '';
let call: number | undefined;
let again: number | undefined;

/** Whether the store tells this page what happens. While it does not, the page asks. */
export const isLive = (): boolean => live;

/**
 * Calls back when something happened to sentences, and when the stream begins or breaks: at most once a second. One
 * stream for all, and none while nobody listens or the page is out of sight; it goes on from where it was.
 *
 * @returns what ends that
 */
export function onChange(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', follow);
  listeners.add(listener);
  follow();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', follow);
    // Views come and go: the next one takes the stream over.
    window.setTimeout(follow, 0);
  };
}

function follow(): void {
  // A browser sends no key with a stream: whoever has one is asked for what is new.
  const wanted = listeners.size > 0 && document.visibilityState === 'visible' && currentKey() === undefined;
  if (!wanted) return end();
  if (source !== undefined || again !== undefined) return;
  const url = new URL('/v1/stream', window.location.origin);
  if (position !== '') url.searchParams.set('after', position);
  source = new EventSource(url);
  source.addEventListener('open', () => become(true));
  source.addEventListener('change', ({ lastEventId }) => {
    position = lastEventId;
    tell();
  });
  source.addEventListener('error', () => {
    // The browser connects again by itself, and says what it saw last; but not after a refusal.
    if (source?.readyState === EventSource.CLOSED) {
      end();
      position = '';
      again = window.setTimeout(() => {
        again = undefined;
        follow();
      }, AGAIN_MS);
    }
    become(false);
  });
}

function end(): void {
  source?.close();
  source = undefined;
  window.clearTimeout(again);
  again = undefined;
  live = false;
}

function become(next: boolean): void {
  if (live === next) return;
  live = next;
  tell();
}

function tell(): void {
  call ??= window.setTimeout(() => {
    call = undefined;
    for (const listener of listeners) listener();
  }, GAP_MS);
}
