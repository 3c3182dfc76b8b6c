import { boundariesOf } from './score.js';

const CONTEXT = 45;

/** A boundary that was found and is wrong ("extra"), or is right and was not found ("missed"), with the text around it. */
export interface Miss {
  readonly kind: 'extra' | 'missed';
  readonly before: string;
  readonly after: string;
}

/** The boundaries of a document that differ, in order. */
export function missesOf(input: string, found: readonly string[], expected: readonly string[]): Miss[] {
  const visible = visiblePlaces(input);
  const foundAt = new Set(boundariesOf(found));
  const expectedAt = new Set(boundariesOf(expected));
  const extra = [...foundAt].filter((at) => !expectedAt.has(at));
  const missed = [...expectedAt].filter((at) => !foundAt.has(at));
  return [...extra, ...missed]
    .sort((a, b) => a - b)
    .map((at) => describe(input, visible[at] ?? input.length - 1, foundAt.has(at) ? 'extra' : 'missed'));
}

function describe(input: string, last: number, kind: Miss['kind']): Miss {
  const before = input.slice(Math.max(0, last + 1 - CONTEXT), last + 1);
  const after = input.slice(last + 1, last + 1 + CONTEXT);
  return { kind, before: onOneLine(before), after: onOneLine(after) };
}

function visiblePlaces(input: string): number[] {
  const places: number[] = [];
  for (let at = 0; at < input.length; at++) if (input.charAt(at).trim() !== '') places.push(at);
  return places;
}

function onOneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ⏎ ');
}
