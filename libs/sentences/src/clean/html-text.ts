import { Parser } from 'htmlparser2';

import type { ChangeCounter } from './changes.js';

/** Elements whose content is not text. */
const DROPPED: ReadonlySet<string> = new Set(
  'script style template noscript svg math iframe object embed textarea select head canvas audio video'.split(' '),
);
/** Elements that stand apart as paragraphs do. */
const PARAGRAPHS: ReadonlySet<string> = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 article section header footer main aside nav blockquote pre ul ol dl table figure figcaption ' +
    'form fieldset address details summary hr body html'
  ).split(' '),
);
/** Elements that begin a line of their own. */
const LINES: ReadonlySet<string> = new Set(['br', 'li', 'dt', 'dd', 'tr', 'caption', 'option', 'legend']);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);
const BLANKS = /[ \t\n\r\f]+/g;

/** Turns HTML into text as it is written to it. It keeps no tree, so that depth costs nothing. */
export class HtmlText {
  private readonly parts: string[] = [];
  private readonly parser: Parser;
  private dropDepth = 0;
  private preDepth = 0;
  /** What must separate the next word from the last: '', ' ', '\n' or '\n\n'. */
  private gap = '';

  constructor(private readonly counter: ChangeCounter) {
    this.parser = new Parser(
      {
        onopentag: (name) => this.open(name),
        onclosetag: (name) => this.close(name),
        ontext: (text) => this.text(text),
      },
      { decodeEntities: true, lowerCaseTags: true },
    );
  }

  /** Takes the next piece of the document. Elements may be cut between pieces. */
  write(piece: string): void {
    this.parser.write(piece);
  }

  /** The text of all that was written: paragraphs apart by a blank line, lines by \n, other blanks as one space. */
  finish(): string {
    this.parser.end();
    return this.parts.join('');
  }

  private open(name: string): void {
    this.counter.add('htmlElements');
    if (DROPPED.has(name)) this.dropDepth++;
    if (name === 'pre') this.preDepth++;
    this.separate(name);
  }

  private close(name: string): void {
    if (DROPPED.has(name)) this.dropDepth--;
    if (name === 'pre') this.preDepth--;
    if (name !== 'br') this.separate(name);
  }

  private separate(name: string): void {
    if (PARAGRAPHS.has(name)) this.widen('\n\n');
    else if (LINES.has(name)) this.widen(name === 'br' && this.gap.startsWith('\n') ? '\n\n' : '\n');
    else if (CELLS.has(name)) this.widen(' ');
  }

  private widen(gap: string): void {
    if (gap === ' ' ? this.gap === '' : gap.length >= this.gap.length) this.gap = gap;
    else if (this.gap === ' ') this.gap = gap;
  }

  private text(raw: string): void {
    if (this.dropDepth > 0) return;
    const text = this.preDepth > 0 ? raw : raw.replace(BLANKS, ' ');
    const begins = text.startsWith(' ');
    const ends = text.length > 1 && text.endsWith(' ');
    const core = text.slice(begins ? 1 : 0, ends ? -1 : undefined);
    if (begins) this.widen(' ');
    if (core === '') return;
    if (this.parts.length > 0) this.parts.push(this.gap);
    this.parts.push(core);
    this.gap = ends ? ' ' : '';
  }
}
