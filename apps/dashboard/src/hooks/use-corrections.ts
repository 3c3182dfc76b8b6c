import { useSyncExternalStore } from 'react';

import { correctLabel, takeBackLabel } from '../api/quality.js';
import type { Label } from '../api/types.js';
import { correctorName } from './use-settings.js';
import { announcementOf, type Judged, type Patch, patched, type Verdict, wordFor } from '../model/corrections.js';

/** What was said on this page and not taken back, the latest last; and what is to be read out. */
interface Words {
  readonly patches: ReadonlyMap<string, Patch>;
  readonly said: readonly { readonly sentenceId: string; readonly before: Verdict; readonly after: Verdict }[];
  readonly notice: Notice;
}

/** The latest that happened, for those who see it and those who hear it. */
export interface Notice {
  readonly text: string;
  readonly failed: boolean;
  /** Grows, so that the same text is told again. */
  readonly nth: number;
}

let hasKey = false;

/** A key names who uses it. */
export function speakByKey(key: boolean): void {
  hasKey = key;
}

let words: Words = { patches: new Map(), said: [], notice: { text: '', failed: false, nth: 0 } };
const listeners = new Set<() => void>();

/** Whoever gives no name and has no key is called so: the API wants to know who speaks. */
const nameOf = (): string | undefined => (hasKey ? undefined : correctorName().trim() || 'the page');

/** Why a person says something, where no reason is given. */
export const usualReason = (before: Verdict, after: Verdict): string =>
  before.label === after.label ? 'Confirmed on the page' : 'Corrected on the page';

/** Re-renders when something is said. */
export const useWords = (): Words => useSyncExternalStore(subscribe, () => words);

/** The sentence as persons on this page have said, the server having confirmed it or not. */
export function usePatched<Sentence extends Judged>(sentence: Sentence): Sentence {
  return patched(sentence, useWords().patches.get(sentence.sentenceId));
}

/**
 * Says what a sentence is: shown at once, and taken back when the server refuses.
 *
 * @param sentence as it is shown
 */
export async function correct(sentence: Judged, label: Label, reason?: string): Promise<void> {
  const after = wordFor(sentence, label);
  if (after === undefined) return;
  const before = { label: sentence.label, corrected: sentence.corrected };
  const given = reason?.trim() ?? '';
  await say(sentence.sentenceId, before, after, () =>
    correctLabel(sentence.sentenceId, label, nameOf(), given === '' ? usualReason(before, after) : given),
  );
}

/** Takes back what was said last on this page; nothing when nothing was. */
export async function takeBackLast(): Promise<void> {
  const last = words.said.at(-1);
  if (last === undefined) return;
  become({ said: words.said.slice(0, -1) });
  const { sentenceId, before, after } = last;
  const reason = 'Taken back on the page';
  await say(
    sentenceId,
    after,
    before,
    () =>
      before.corrected && before.label !== null
        ? correctLabel(sentenceId, before.label, nameOf(), reason)
        : takeBackLabel(sentenceId, nameOf(), reason),
    false,
  );
}

async function say(
  sentenceId: string,
  before: Verdict,
  after: Verdict,
  send: () => Promise<void>,
  canBeTakenBack = true,
): Promise<void> {
  const known = words.patches.get(sentenceId);
  if (known?.state === 'saving') return;
  // What is shown may itself be a patch: a list that was read before may still say what was before that.
  const patch = { before: [...(known?.before ?? []), before], after, state: 'saving' } as const;
  become({ patches: put(sentenceId, patch), notice: noticeOf(announcementOf(before, after)) });
  try {
    await send();
    become({
      patches: put(sentenceId, { ...patch, state: 'saved' }),
      said: canBeTakenBack ? [...words.said, { sentenceId, before, after }] : words.said,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    become({ patches: put(sentenceId, known), notice: noticeOf(`Not saved: ${why}.`, true) });
  }
}

function put(sentenceId: string, patch: Patch | undefined): ReadonlyMap<string, Patch> {
  const patches = new Map(words.patches);
  if (patch === undefined) patches.delete(sentenceId);
  else patches.set(sentenceId, patch);
  return patches;
}

const noticeOf = (text: string, failed = false): Notice => ({ text, failed, nth: words.notice.nth + 1 });

function become(change: Partial<Words>): void {
  words = { ...words, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
