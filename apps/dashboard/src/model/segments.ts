/** A part of a text between two offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch of a text: of one span, or between two. Joined, the stretches are the text. */
export type Stretch<S extends Span> =
  { readonly kind: 'span'; readonly text: string; readonly span: S } | { readonly kind: 'gap'; readonly text: string };

/**
 * Cuts a text at the edges of spans, without losing or doubling a character: the stretches joined are the text.
 * A span that reaches beyond the text, is empty, or overlaps one before it is left out.
 *
 * @param spans in any order; offsets are UTF-16 code units, `end` exclusive
 */
export function cutAtSpans<S extends Span>(text: string, spans: readonly S[]): readonly Stretch<S>[] {
  const stretches: Stretch<S>[] = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const { start, end } = span;
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) stretches.push({ kind: 'gap', text: text.slice(at, start) });
    stretches.push({ kind: 'span', text: text.slice(start, end), span });
    at = end;
  }
  if (at < text.length) stretches.push({ kind: 'gap', text: text.slice(at) });
  return stretches;
}

/** Groups the stretches of an article into its paragraphs: a gap with a line break ends one. Empty ones are left out. */
export function paragraphsOf<S extends Span>(stretches: readonly Stretch<S>[]): readonly (readonly Stretch<S>[])[] {
  const paragraphs: Stretch<S>[][] = [[]];
  for (const stretch of stretches) {
    if (stretch.kind === 'span') {
      paragraphs.at(-1)?.push(stretch);
      continue;
    }
    for (const [nth, text] of stretch.text.split('\n').entries()) {
      if (nth > 0) paragraphs.push([]);
      if (text !== '') paragraphs.at(-1)?.push({ kind: 'gap', text });
    }
  }
  return paragraphs.filter((paragraph) => paragraph.some(({ text }) => text.trim() !== ''));
}
