import { decodeHTMLStrict } from 'entities';

import type { ChangeCounter } from './changes.js';
import { cleanCharacters, composed } from './characters.js';

/** Longest name of HTML's list, "CounterClockwiseContourIntegral", with its signs. */
const LONGEST_ENTITY = 34;
const KEPT_OPEN = 2 * LONGEST_ENTITY;
const OPEN_LIMIT = 4_096;
const ENTITY = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,31});$/;

/**
 * Decodes the HTML entities that were left in plain text, with their semicolon, as often as they were escaped: `&amp;quot;`
 * is a quotation mark. What comes out has no entity left, so decoding again changes nothing. Linear: a semicolon is looked
 * back from once, and each decoding shortens the text.
 */
export function decodeEntities(text: string, counter: ChangeCounter): string {
  if (!text.includes('&')) return text;
  const output = new OpenEndedText();
  let at = 0;
  for (let semicolon = text.indexOf(';'); semicolon >= 0; semicolon = text.indexOf(';', at)) {
    output.append(text.slice(at, semicolon + 1));
    reduce(output, counter);
    at = semicolon + 1;
  }
  output.append(text.slice(at));
  return composed(output.finish(), counter);
}

/** Replaces an entity at the end of what has been read, again while what it meant completes another. */
function reduce(output: OpenEndedText, counter: ChangeCounter): void {
  for (;;) {
    const entity = ENTITY.exec(output.end(LONGEST_ENTITY))?.[0];
    if (entity === undefined) return;
    const meant = decodeHTMLStrict(entity);
    if (meant === entity) return;
    counter.add('htmlEntities');
    output.replaceEnd(entity.length, composed(cleanCharacters(meant, counter), counter));
  }
}

/** Text that grows and whose last characters can still change. Finished parts are kept apart, for joining is done once. */
class OpenEndedText {
  private readonly finished: string[] = [];
  private open = '';

  append(text: string): void {
    this.open += text;
    if (this.open.length < OPEN_LIMIT) return;
    this.finished.push(this.open.slice(0, -KEPT_OPEN));
    this.open = this.open.slice(-KEPT_OPEN);
  }

  end(length: number): string {
    return this.open.slice(-length);
  }

  replaceEnd(length: number, text: string): void {
    this.open = this.open.slice(0, -length) + text;
  }

  finish(): string {
    return this.finished.join('') + this.open;
  }
}
