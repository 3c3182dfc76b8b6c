/** A part of a text: UTF-16 code units, end exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What Postgres' text parser found in a text, in its order: kind of token, the token, and whether the search is for it. */
export type Token = readonly [kind: number, token: string, isFound: boolean];

/** Words with hyphens and URLs: their parts come after them as tokens of their own. */
const COMPOUNDS: ReadonlySet<number> = new Set([5, 15, 16, 17]);

/**
 * Where in a text the words stand that a search found. Of a compound, the parts that were found, else the whole.
 *
 * @param tokens all tokens of the text; what does not stand in it ends the search for places
 */
export function spansOf(text: string, tokens: readonly Token[]): readonly TextSpan[] {
  const spans: TextSpan[] = [];
  let whole: TextSpan | undefined;
  const keepWhole = () => {
    if (whole !== undefined && !spans.some(({ start }) => start >= whole!.start)) spans.push(whole);
    whole = undefined;
  };
  let at = 0;
  for (const [kind, token, isFound] of tokens) {
    if (!text.startsWith(token, at)) break;
    const span = { start: at, end: at + token.length };
    if (whole !== undefined && at >= whole.end) keepWhole();
    if (COMPOUNDS.has(kind)) {
      keepWhole();
      if (isFound) whole = span;
      continue;
    }
    if (isFound) spans.push(span);
    at = span.end;
  }
  keepWhole();
  return spans;
}
