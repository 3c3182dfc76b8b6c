import { diffArrays } from 'diff';

/** A sentence as far as the comparison looks at it. */
export interface Comparable {
  readonly text: string;
}

/** What became of a sentence between two texts of an article. */
export type Change<Sentence> =
  | { readonly kind: 'kept'; readonly from: Sentence; readonly to: Sentence }
  | { readonly kind: 'added'; readonly from: null; readonly to: Sentence }
  | { readonly kind: 'removed'; readonly from: Sentence; readonly to: null };

/** Beyond so many differences a shortest edit is not looked for: its cost grows with their square. */
const MAX_EDITS = 1_000;

/**
 * Compares two texts, sentence by sentence: what was kept in its order, what was added and what was removed. Read down,
 * the kept and the removed are the old text, the kept and the added the new one. The shortest such list, unless the
 * texts differ in more than 1,000 sentences: then only what they begin and end with alike is kept.
 */
export function changesBetween<Sentence extends Comparable>(
  from: readonly Sentence[],
  to: readonly Sentence[],
): readonly Change<Sentence>[] {
  const options = { comparator: isSame, maxEditLength: MAX_EDITS };
  const runs = diffArrays([...from], [...to], options);
  if (runs === undefined) return endsAlike(from, to);
  let [old, young] = [0, 0];
  return runs.flatMap(({ value, added, removed }) =>
    value.map((): Change<Sentence> => {
      if (added) return { kind: 'added', from: null, to: to[young++]! };
      if (removed) return { kind: 'removed', from: from[old++]!, to: null };
      return { kind: 'kept', from: from[old++]!, to: to[young++]! };
    }),
  );
}

const isSame = (a: Comparable, b: Comparable): boolean => a.text === b.text;

function endsAlike<Sentence extends Comparable>(
  from: readonly Sentence[],
  to: readonly Sentence[],
): readonly Change<Sentence>[] {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && isSame(from[start]!, to[start]!)) start++;
  let end = 0;
  while (end < shorter - start && isSame(from.at(-1 - end)!, to.at(-1 - end)!)) end++;
  const kept = (at: number, by: number): Change<Sentence> => ({ kind: 'kept', from: from[at]!, to: to[at + by]! });
  return [
    ...from.slice(0, start).map((_, at) => kept(at, 0)),
    ...from.slice(start, from.length - end).map((one): Change<Sentence> => ({ kind: 'removed', from: one, to: null })),
    ...to.slice(start, to.length - end).map((one): Change<Sentence> => ({ kind: 'added', from: null, to: one })),
    ...from.slice(from.length - end).map((_, at) => kept(from.length - end + at, to.length - from.length)),
  ];
}
