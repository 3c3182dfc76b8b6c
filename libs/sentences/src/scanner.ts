import { Candidate } from './candidate.js';
import { BLANK, BULLET, CLASSES, NEWLINE, SPACE, STOP, classAt, isAt } from './character-classes.js';
import { LineBreaks } from './line-breaks.js';
import { continuesList, listMarkerAt, opensList, type ListMarker } from './list-markers.js';
import { omissionOpensNext } from './rules/ellipsis.js';
import { endsSentence } from './rules/ends-sentence.js';
import { GOES_ON, ordinaryEnd } from './rules/ordinary-stop.js';
import type { Sentence } from './sentence.js';
import { UnitWindow } from './unit-window.js';

/** 1 at each code unit where the scanner stops. */
const EVENTS = tableOf(STOP | NEWLINE | BULLET);
/** In a list, its next item may begin after any blank. */
const EVENTS_IN_LIST = tableOf(STOP | NEWLINE | BULLET | SPACE);

/**
 * One pass over a text. It runs over characters that mean nothing, stops at marks, line breaks and bullets, and asks the
 * rules there. It can be left off after any of them and taken up again.
 */
export class SentenceScanner {
  /** The sentences that were found so far. */
  readonly sentences: Sentence[] = [];
  private position = 0;
  private start = 0;
  /** Where the sentence's text begins, after a bullet. */
  private contentStart = 0;
  private atStart = true;
  private list: ListMarker | undefined;
  private readonly window: UnitWindow;
  private readonly lines: LineBreaks;
  private readonly candidate: Candidate;

  constructor(private readonly text: string) {
    this.window = new UnitWindow(text);
    this.lines = new LineBreaks(text);
    this.candidate = new Candidate(text, (at) => this.lines.isSoft(at));
  }

  /** Goes on to the first event at or after `limit`. Returns whether the text is finished. */
  scan(limit: number): boolean {
    const { text } = this;
    const stopAt = Math.min(limit, text.length);
    while (this.position < stopAt) {
      if (this.atStart && !this.beginSentence()) continue;
      this.skipPlain(stopAt);
      if (this.position < stopAt) this.handleEvent();
    }
    if (this.position < text.length) return false;
    this.endSentence(text.length, text.length);
    return true;
  }

  /** Returns false where a blank was passed instead. */
  private beginSentence(): boolean {
    const { text, position } = this;
    const bits = classAt(text, position);
    if (bits & BLANK) {
      this.start = this.position = bits & NEWLINE ? this.passLine(position) : position + 1;
      return false;
    }
    this.start = position;
    this.atStart = false;
    this.contentStart = bits & BULLET ? this.afterBullet(position) : position;
    const marker = listMarkerAt(text, this.contentStart);
    const follows = marker !== undefined && this.list !== undefined && marker.style === this.list.style;
    this.list = marker !== undefined && (follows || opensList(marker)) ? marker : undefined;
    this.position = this.list?.end ?? this.contentStart;
    return true;
  }

  private skipPlain(limit: number): void {
    const events = this.list === undefined ? EVENTS : EVENTS_IN_LIST;
    this.position = this.window.find(events, this.position, limit);
  }

  private handleEvent(): void {
    const { text, position } = this;
    const bits = classAt(text, position);
    if (bits & STOP) this.handleStop();
    else if (bits & NEWLINE) this.handleNewline();
    else if (bits & BULLET) this.handleBullet();
    else this.handleBlankInList();
  }

  private handleStop(): void {
    const { text, candidate, position } = this;
    const ordinary = ordinaryEnd(text, position);
    if (ordinary > position) return this.endSentence(ordinary, ordinary);
    if (ordinary === GOES_ON) return this.goOn(position + 1);
    candidate.read(this.contentStart, position);
    if (omissionOpensNext(candidate)) return this.endSentence(position + 1, position + 1);
    if (endsSentence(candidate)) this.endSentence(candidate.end, candidate.end);
    else this.goOn(Math.max(candidate.end, position + 1));
  }

  private goOn(at: number): void {
    this.position = at;
  }

  private handleNewline(): void {
    const { lines, position } = this;
    const continued = lines.isContinued(position, this.start);
    const next = this.passLine(position);
    if (continued) this.position = next;
    else this.endSentence(position, next);
  }

  private passLine(newlineAt: number): number {
    this.lines.pass(newlineAt);
    return this.lines.after(newlineAt);
  }

  /** A bullet in a line begins an item, unless it stands between words without blanks. */
  private handleBullet(): void {
    const { text, position } = this;
    if (isAt(text, position - 1, BLANK)) this.endSentence(position, position);
    else this.position++;
  }

  private handleBlankInList(): void {
    const { text, position, list } = this;
    const marker = listMarkerAt(text, position + 1);
    if (list !== undefined && marker !== undefined && continuesList(list, marker, text)) {
      this.endSentence(position, position + 1);
    } else this.position++;
  }

  /** "• 9. " and "⁃9. " are one marker. */
  private afterBullet(at: number): number {
    let end = at + 1;
    while (isAt(this.text, end, SPACE)) end++;
    return end;
  }

  private keep(start: number, end: number): void {
    this.sentences.push({ text: this.text.slice(start, end), start, end });
  }

  private endSentence(end: number, next: number): void {
    let last = end;
    while (last > this.start && isAt(this.text, last - 1, BLANK)) last--;
    if (last > this.start) this.keep(this.start, last);
    this.start = next;
    this.position = next;
    this.atStart = true;
  }
}

function tableOf(bits: number): Uint8Array {
  const table = new Uint8Array(CLASSES.length);
  for (const [unit, classes] of CLASSES.entries()) table[unit] = classes & bits ? 1 : 0;
  return table;
}
