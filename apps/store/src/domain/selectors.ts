/** Where a quotation stands in a text, as the Web Annotation Data Model says it. */
export interface Selectors {
  /** @see https://www.w3.org/TR/annotation-model/#text-position-selector Unicode code points, end exclusive */
  readonly position: { readonly type: 'TextPositionSelector'; readonly start: number; readonly end: number };
  /** @see https://www.w3.org/TR/annotation-model/#text-quote-selector */
  readonly quote: {
    readonly type: 'TextQuoteSelector';
    readonly exact: string;
    readonly prefix: string;
    readonly suffix: string;
  };
}

/** Code units of context: enough to tell two places with the same words from each other. */
const CONTEXT = 32;

/** Selectors of `text.slice(start, end)`; `start` and `end` are UTF-16 code units, and cut no character in two. */
export function selectorsOf(text: string, start: number, end: number): Selectors {
  const exact = text.slice(start, end);
  const first = codePoints(text.slice(0, start));
  return {
    position: { type: 'TextPositionSelector', start: first, end: first + codePoints(exact) },
    quote: {
      type: 'TextQuoteSelector',
      exact,
      prefix: whole(text.slice(Math.max(0, start - CONTEXT), start)),
      suffix: whole(text.slice(end, end + CONTEXT)),
    },
  };
}

/** A surrogate pair is one code point in two code units. */
const codePoints = (text: string): number => text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);

/** Without the half of a character at either end. */
const whole = (text: string): string => text.replaceAll(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
