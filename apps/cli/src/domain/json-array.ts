/** One element of a JSON array, as it stands in the text. */
export interface ArrayElement {
  readonly text: string;
  /** Line on which it begins, counted from 1. */
  readonly line: number;
}

const QUOTE = '"';

/**
 * Cuts the text of a JSON array into the texts of its elements, without parsing them: each can then be read, and found
 * wrong, by itself. Undefined when the text is no array, or one whose brackets do not match.
 */
export function arrayElements(text: string): readonly ArrayElement[] | undefined {
  const body = /^\s*\[/.exec(text);
  if (body === null) return undefined;
  const elements: ArrayElement[] = [];
  const lines = new LineCounter(text);
  let depth = 0;
  let start = body[0].length;
  const add = (end: number): void => {
    const slice = text.slice(start, end);
    const begins = start + (slice.length - slice.trimStart().length);
    elements.push({ text: slice.trim(), line: lines.at(begins) });
    start = end + 1;
  };
  for (let at = start; at < text.length; at++) {
    const mark = text[at];
    if (mark === QUOTE) at = endOfString(text, at);
    else if (mark === '{' || mark === '[') depth++;
    else if (mark === ',' && depth === 0) add(at);
    else if (mark === '}' || (mark === ']' && depth > 0)) depth--;
    else if (mark === ']') {
      const isEmpty = elements.length === 0 && text.slice(start, at).trim() === '';
      if (!isEmpty) add(at);
      return text.slice(at + 1).trim() === '' ? elements : undefined;
    }
    if (depth < 0) return undefined;
  }
  return undefined;
}

/** Index of the closing quote, or the text's end. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === QUOTE) return at;
  }
  return text.length;
}

/** Tells the line of places that are asked for in order. */
class LineCounter {
  private line = 1;
  private counted = 0;

  constructor(private readonly text: string) {}

  at(place: number): number {
    for (let next = this.text.indexOf('\n', this.counted); next !== -1 && next < place;) {
      this.line++;
      this.counted = next + 1;
      next = this.text.indexOf('\n', this.counted);
    }
    return this.line;
  }
}
