import { valueOf } from '@sitrep/api-client';

import type { LetterPlace, LetterStatus } from '../model/letter-route.js';
import { api } from './client.js';
import type { DeadLetter, DeadLetterBulk, DeadLetterFate, DeadLetterGroups, DeadLetterItem, Page } from './types.js';

const ONE = '/v1/dead-letters/{topic}/{partition}/{offset}';

/** Which letters, as the API takes it. */
export interface LettersWanted {
  readonly status?: LetterStatus | undefined;
  readonly code?: string | undefined;
  readonly topic?: string | undefined;
  readonly article?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** An edited value; undefined: the letter's own. */
export type EditedText = string | undefined;

/** Those that came last first. */
export async function getLetters(
  wanted: LettersWanted,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<DeadLetterItem>> {
  const query = { ...queryOf(wanted), limit: 50, ...(cursor !== undefined && { cursor }) };
  return valueOf(await api.GET('/v1/dead-letters', { params: { query }, signal }));
}

/** By reason, and by day of the time zone. */
export async function countLetters(
  wanted: LettersWanted,
  zone: string,
  signal: AbortSignal,
): Promise<DeadLetterGroups> {
  return valueOf(await api.GET('/v1/dead-letters/groups', { params: { query: { ...queryOf(wanted), zone } }, signal }));
}

export async function getLetter(place: LetterPlace, signal: AbortSignal): Promise<DeadLetter> {
  return valueOf(await api.GET(ONE, { params: { path: pathOf(place) }, signal }));
}

/** What would become of it now; nothing is sent. */
export async function tryLetter(place: LetterPlace, text: EditedText): Promise<DeadLetterFate> {
  return valueOf(await api.POST(`${ONE}/dry-run`, { params: { path: pathOf(place) }, body: bodyOf(text) }));
}

export async function replayLetter(place: LetterPlace, reason: string, text: EditedText): Promise<DeadLetter> {
  const body = { reason, ...bodyOf(text) };
  return valueOf(await api.POST(`${ONE}/replay`, { params: { path: pathOf(place) }, body }));
}

export async function discardLetter(place: LetterPlace, reason: string): Promise<DeadLetter> {
  return valueOf(await api.POST(`${ONE}/discard`, { params: { path: pathOf(place) }, body: { reason } }));
}

/** @param expect how many they are; undefined: they are only counted */
export async function actOnLetters(
  act: 'replay' | 'discard',
  { code, topic, from, to }: LettersWanted,
  reason: string,
  expect: number | undefined,
): Promise<DeadLetterBulk> {
  const body = { filter: queryOf({ code, topic, from, to }), reason, ...(expect !== undefined && { expect }) };
  return valueOf(await api.POST(`/v1/dead-letters/${act}`, { body }));
}

const bodyOf = (text: EditedText): { readonly text?: string } => (text === undefined ? {} : { text });

const pathOf = ({ topic, partition, offset }: LetterPlace): LetterPlace => ({ topic, partition, offset });

/** A code in the address that the API does not know is refused by it, in its own words. */
const queryOf = (wanted: LettersWanted) =>
  Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
