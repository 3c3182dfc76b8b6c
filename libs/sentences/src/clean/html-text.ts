import { Tokenizer } from 'htmlparser2';

import type { ChangeCounter } from './changes.js';

/** Elements whose content is not text that is read. Their characters are counted as hidden. */
const HIDDEN: ReadonlySet<string> = new Set(
  'script style template noscript svg math iframe object textarea select title canvas audio video'.split(' '),
);
/** Elements that stand apart as paragraphs do. */
const PARAGRAPHS: ReadonlySet<string> = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 article section header footer main aside nav blockquote pre ul ol dl table figure figcaption ' +
    'form fieldset address details summary hr body html head'
  ).split(' '),
);
/** Elements that begin a line of their own. */
const LINES: ReadonlySet<string> = new Set(['br', 'li', 'dt', 'dd', 'tr', 'caption', 'option', 'legend']);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);
const BLANKS = /[ \t\n\r\f]+/g;

/**
 * Turns HTML into its text: paragraphs apart by a blank line, lines by \n, other blanks as one space. It reads tokens and
 * keeps no tree and no stack, so that neither depth nor size costs more than reading.
 */
export class HtmlText {
  private readonly parts: string[] = [];
  private readonly tokens: Tokenizer;
  private readTo = 0;
  private tag = '';
  /** The hidden element that is open, and how often. */
  private hidden = '';
  private hiddenDepth = 0;
  private preformatted = 0;
  /** What separates the next word from the last: '', ' ', '\n' or '\n\n'. */
  private gap = '';

  constructor(
    private readonly html: string,
    private readonly counter: ChangeCounter,
  ) {
    const ignore = (): void => undefined;
    this.tokens = new Tokenizer(
      { decodeEntities: true },
      {
        onopentagname: (start, end) => this.open(this.html.slice(start, end).toLowerCase()),
        onselfclosingtag: () => this.close(this.tag),
        onclosetag: (start, end) => this.close(this.html.slice(start, end).toLowerCase()),
        ontext: (start, end) => this.text(this.html.slice(start, end)),
        ontextentity: (codePoint) => this.text(String.fromCodePoint(codePoint)),
        oncdata: (start, end, offset) => this.text(this.html.slice(start, end - offset)),
        onattribdata: ignore,
        onattribentity: ignore,
        onattribend: ignore,
        onattribname: ignore,
        oncomment: ignore,
        ondeclaration: ignore,
        onend: ignore,
        onopentagend: ignore,
        onprocessinginstruction: ignore,
      },
    );
  }

  /** Reads on to `end` at most. Returns whether the document is finished. */
  read(end: number): boolean {
    const until = Math.min(end, this.html.length);
    this.tokens.write(this.html.slice(this.readTo, until));
    this.readTo = until;
    if (until < this.html.length) return false;
    this.tokens.end();
    return true;
  }

  /** The text of what was read. */
  finish(): string {
    return this.parts.join('');
  }

  private open(name: string): void {
    this.tag = name;
    this.counter.add('htmlElements');
    if (name === 'body') this.hidden = '';
    if (this.hidden === '' && HIDDEN.has(name)) {
      this.hidden = name;
      this.hiddenDepth = 0;
    }
    if (name === this.hidden) this.hiddenDepth++;
    if (name === 'pre') this.preformatted++;
    this.separate(name);
  }

  private close(name: string): void {
    if (name === this.hidden && --this.hiddenDepth === 0) this.hidden = '';
    if (name === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
    if (name !== 'br') this.separate(name);
  }

  private separate(name: string): void {
    if (PARAGRAPHS.has(name)) this.widen('\n\n');
    else if (LINES.has(name)) this.widen(name === 'br' && this.gap.startsWith('\n') ? '\n\n' : '\n');
    else if (CELLS.has(name)) this.widen(' ');
  }

  /** A wider gap takes the place of a narrower one. */
  private widen(gap: string): void {
    if (gap.length > this.gap.length || this.gap === ' ') this.gap = gap;
  }

  private text(raw: string): void {
    if (this.hidden !== '') {
      this.counter.add('hiddenCharacters', raw.length);
      return;
    }
    if (this.preformatted > 0) return this.push(raw);
    const text = raw.replace(BLANKS, ' ');
    if (text.startsWith(' ') && this.gap === '') this.gap = ' ';
    const ends = text.length > 1 && text.endsWith(' ');
    const core = text.slice(text.startsWith(' ') ? 1 : 0, ends ? -1 : undefined);
    if (core === '') return;
    this.push(core);
    if (ends) this.gap = ' ';
  }

  private push(text: string): void {
    if (this.parts.length > 0 && this.gap !== '') this.parts.push(this.gap);
    this.parts.push(text);
    this.gap = '';
  }
}
