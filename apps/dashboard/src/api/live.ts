import { createParser } from 'eventsource-parser';

import { backOffMs } from '../model/back-off.js';
import { onRetry } from './connection.js';
import { keyHeaders, onKeyChange } from './key.js';

/** Shortest time between two calls, however much happens. */
const GAP_MS = 1_000;
/** The store gives a sign of life every 15 s: a stream without one for so long is dead, though nobody has said so. */
const SILENCE_MS = 40_000;
/** Answers to a position that is no more, or none. */
const FORGET_POSITION = [400, 410];

const listeners = new Set<() => void>();
let following: AbortController | undefined;
let live = false;
/** Of the last change that was told of; empty: none was, or it is forgotten. */
let position = '';
let call: number | undefined;

onKeyChange(() => {
  end();
  follow();
});

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
  if (listeners.size === 0 || document.visibilityState !== 'visible') return end();
  if (following !== undefined) return;
  following = new AbortController();
  void hold(following.signal);
}

function end(): void {
  following?.abort();
  following = undefined;
  live = false;
}

/** Reads one stream after another. */
async function hold(signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    const began = await read(signal);
    if (signal.aborted) return;
    become(false);
    if (began) failures = 0;
    await rest(backOffMs(failures, Math.random()), signal);
  }
}

/** Reads a stream to its end. An `EventSource` would do, if it could send a key. @returns whether it began */
async function read(signal: AbortSignal): Promise<boolean> {
  const silence = new AbortController();
  let watch: number | undefined;
  const listen = (): void => {
    window.clearTimeout(watch);
    watch = window.setTimeout(() => silence.abort(), SILENCE_MS);
  };
  listen();
  let began = false;
  try {
    const headers = { ...keyHeaders(), ...(position !== '' && { 'last-event-id': position }) };
    const stop = AbortSignal.any([signal, silence.signal]);
    const response = await fetch(new URL('/v1/stream', window.location.origin), { headers, signal: stop });
    if (FORGET_POSITION.includes(response.status)) position = '';
    if (!response.ok || response.body === null) return false;
    began = true;
    become(true);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = createParser({ onId, onEvent });
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      listen();
      parser.feed(part.value);
    }
  } catch {
    // It broke off: what happens then is the same as at its end.
  } finally {
    window.clearTimeout(watch);
  }
  return began;
}

function onId(id: string): void {
  position = id;
}

function onEvent({ event }: { readonly event?: string | undefined }): void {
  if (event === 'gone') position = '';
  if (event === 'change') tell();
}

/** Waits; whoever asks again by hand ends that. */
function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      window.clearTimeout(timer);
      endRetry();
      signal.removeEventListener('abort', goOn);
      resolve();
    };
    const timer = window.setTimeout(goOn, ms);
    const endRetry = onRetry(goOn);
    signal.addEventListener('abort', goOn);
  });
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
