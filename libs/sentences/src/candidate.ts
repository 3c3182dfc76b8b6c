import {
  BLANK,
  CLOSER,
  DASH,
  DIGIT,
  JOINED,
  LETTER,
  LOWER,
  NEWLINE,
  OPENER,
  PLAIN_STOP,
  SPACE,
  STOP,
  UPPER,
  classAt,
  isAt,
} from './character-classes.js';
import { WIDEST_GAP } from './line-breaks.js';
import { isStarter } from './starters.js';
import { tokenStart, wordAt } from './words.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const FULL_STOP = 0x2e;
const ELLIPSIS = 0x2026;
const STRAIGHT_QUOTE = 0x22;
const STRAIGHT_APOSTROPHE = 0x27;
const CURLY_APOSTROPHE = 0x2019;
const CURLY_CLOSING_QUOTE = 0x201d;
const OPENING_BRACKET = 0x5b;
const LONGEST_NOTE = 9;
const LONGEST_NOTE_NUMBER = 3;
/** Closers, blanks and openers beyond these numbers are noise, not text. */
const MOST_CLOSERS = 16;
const MOST_OPENERS = 16;
/** More stops in a row than these are read as several runs. */
const MOST_STOPS = 4_096;

/** Whether a line break at a place only wraps a line; asked by the candidate when it looks ahead. */
export type IsSoftBreak = (newlineAt: number) => boolean;

/**
 * A place where a sentence might end: a run of stops, what closes after it, and what comes next.
 * One object is filled again and again, for the scanner makes no garbage.
 */
export class Candidate {
  /** Where the sentence that might end began. */
  sentenceStart = 0;
  /** First stop of the run. */
  stopAt = 0;
  /** After the last stop of the run. */
  runEnd = 0;
  /** After the closing quotation marks and brackets: where the sentence would end. */
  end = 0;
  /** Number of full stops in the run. */
  dots = 0;
  /** The run has a mark other than full stops and ellipses. */
  exclaims = false;
  /** The run has a mark that is never inside a word. */
  plainStop = false;
  /** The full stops have blanks between them. */
  spaced = false;
  omits = false;
  closesQuote = false;
  closesBracket = false;
  /** First visible character after {@link end}. */
  nextAt = 0;
  /** First character after opening quotes, brackets and dashes. */
  startAt = 0;
  opens = false;
  dashes = false;
  /** The next visible character stands on another line, and the line break is more than a wrapped line. */
  endsLine = false;

  private knownWordStart = -1;

  constructor(
    readonly text: string,
    private readonly isSoftBreak: IsSoftBreak,
  ) {}

  /** Reads the candidate whose first stop is at `stopAt`. */
  read(sentenceStart: number, stopAt: number): void {
    this.sentenceStart = sentenceStart;
    this.stopAt = stopAt;
    this.knownWordStart = -1;
    if (isAt(this.text, stopAt + 1, SPACE) && isAt(this.text, stopAt + 2, UPPER | LOWER)) return this.readLone();
    this.readStops();
    this.readClosers();
    this.readNext();
  }

  /** One stop, one blank, one letter: what the other readers would find, without their loops. */
  private readLone(): void {
    const { stopAt } = this;
    this.dots = 0;
    this.exclaims = this.plainStop = this.spaced = this.omits = false;
    this.closesQuote = this.closesBracket = this.opens = this.dashes = this.endsLine = false;
    this.countStop(stopAt);
    this.runEnd = this.end = stopAt + 1;
    this.nextAt = this.startAt = stopAt + 2;
  }

  /** The token before the stops, up to {@link LONGEST_WORD} characters: "U.S", "Lt", "end". */
  get wordStart(): number {
    if (this.knownWordStart < 0) this.knownWordStart = tokenStart(this.text, this.stopAt, this.sentenceStart);
    return this.knownWordStart;
  }

  get nextWord(): string {
    return wordAt(this.text, this.startAt);
  }

  /** The next word is a single letter with a full stop: an initial, and no pronoun or article. */
  get nextIsInitial(): boolean {
    return isAt(this.text, this.startAt, UPPER) && this.text.charCodeAt(this.startAt + 1) === FULL_STOP;
  }

  get nextClass(): number {
    return classAt(this.text, this.startAt);
  }

  get atTextEnd(): boolean {
    return this.nextAt >= this.text.length;
  }

  get followsBlank(): boolean {
    return this.stopAt === this.sentenceStart || isAt(this.text, this.stopAt - 1, BLANK);
  }

  get adjoinsNext(): boolean {
    return this.nextAt === this.end;
  }

  private readStops(): void {
    const { text } = this;
    this.dots = 0;
    this.exclaims = this.plainStop = this.spaced = this.omits = false;
    const limit = this.stopAt + MOST_STOPS;
    let at = this.stopAt;
    while (at < limit) {
      if (isAt(text, at, STOP)) this.countStop(at);
      else if (this.isSpacedDot(at)) this.spaced = true;
      else break;
      at++;
    }
    this.runEnd = at;
    this.omits ||= this.dots > 1;
  }

  private countStop(at: number): void {
    const unit = this.text.charCodeAt(at);
    if (unit === FULL_STOP) this.dots++;
    else if (unit === ELLIPSIS) this.omits = true;
    else {
      this.exclaims = true;
      if (isAt(this.text, at, PLAIN_STOP)) this.plainStop = true;
    }
  }

  /** A blank between the full stops of ". . .", but not one before ".50" or ".com". */
  private isSpacedDot(at: number): boolean {
    if (this.dots === 0 || this.exclaims || !isAt(this.text, at, SPACE)) return false;
    if (this.text.charCodeAt(at + 1) !== FULL_STOP) return false;
    return at + 2 >= this.text.length || isAt(this.text, at + 2, BLANK | STOP | CLOSER);
  }

  private readClosers(): void {
    this.closesQuote = this.closesBracket = false;
    const limit = Math.min(this.text.length, this.runEnd + MOST_CLOSERS);
    let at = this.runEnd;
    while (at < limit) {
      const length = this.closerLength(at);
      if (length === 0) break;
      this.noteCloser(at + length - 1);
      at += length;
    }
    this.end = at;
  }

  private noteCloser(at: number): void {
    const unit = this.text.charCodeAt(at);
    const bracket = unit === 0x29 || unit === 0x5d || unit === 0x7d;
    if (bracket) this.closesBracket ||= unit === 0x29;
    else if (!isAt(this.text, at, DIGIT)) this.closesQuote = true;
  }

  /** How many characters at this place close what ends: a closer, a blank before one, a note as in "[1]". */
  private closerLength(at: number): number {
    const { text } = this;
    const bits = classAt(text, at);
    const unit = text.charCodeAt(at);
    if (bits & CLOSER) return 1;
    if (bits & OPENER) return unit === OPENING_BRACKET ? this.noteLength(at) : this.closesReversed(at) ? 1 : 0;
    if (bits & SPACE) return this.closesAfterBlank(at + 1) ? 2 : this.spacedNoteLength(at);
    return bits & DIGIT ? this.noteNumberLength(at) : 0;
  }

  /** „So.“ and »So.« close with marks that open elsewhere. */
  private closesReversed(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    if (unit !== 0x201c && unit !== 0xab && unit !== 0x2018) return false;
    return at + 1 >= this.text.length || isAt(this.text, at + 1, BLANK | STOP);
  }

  private closesAfterBlank(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    if (unit === CURLY_CLOSING_QUOTE) return true;
    if (unit === 0x29 || unit === 0x5d) return !this.closesBracket;
    const straight = unit === STRAIGHT_QUOTE || unit === STRAIGHT_APOSTROPHE;
    return straight && (at + 1 >= this.text.length || isAt(this.text, at + 1, BLANK));
  }

  private noteLength(at: number): number {
    let end = at + 1;
    while (end < at + LONGEST_NOTE && this.isInNote(end)) end++;
    return end > at + 1 && this.text.charCodeAt(end) === 0x5d ? end + 1 - at : 0;
  }

  private isInNote(at: number): boolean {
    return isAt(this.text, at, DIGIT | DASH) || (isAt(this.text, at, SPACE) && isAt(this.text, at - 1, DIGIT | DASH));
  }

  /** “… in 1805. [19] His”, “… in 1805. 19 His”: notes stand after the stop and belong to the sentence. */
  private spacedNoteLength(at: number): number {
    const bracketed = this.text.charCodeAt(at + 1) === OPENING_BRACKET;
    const length = bracketed ? this.noteLength(at + 1) : this.looseNumberLength(at + 1);
    return length === 0 ? 0 : length + 1;
  }

  /** A number before a word that begins sentences, or after the last one, counts nothing: it is the number of a note. */
  private looseNumberLength(at: number): number {
    if (at !== this.runEnd + 1 || !isAt(this.text, at, DIGIT) || !this.has(at - 3, LOWER | CLOSER)) return 0;
    const end = this.numberEnd(at);
    if (end - at > LONGEST_NOTE_NUMBER) return 0;
    const starts = isAt(this.text, end, SPACE) && isAt(this.text, end + 1, UPPER);
    const fits = (starts && isStarter(wordAt(this.text, end + 1))) || this.endsParagraph(end);
    return fits ? end - at : 0;
  }

  /** “… consultation.11 Take”: raised numbers of notes lose their height in plain text. */
  private noteNumberLength(at: number): number {
    if (at !== this.runEnd || this.runEnd > this.stopAt + 1 || !this.has(at - 2, LOWER | CLOSER)) return 0;
    const end = this.numberEnd(at);
    if (end - at > LONGEST_NOTE_NUMBER || !this.has(at - 4, LOWER | CLOSER | DIGIT)) return 0;
    const starts = isAt(this.text, end, SPACE) && isAt(this.text, end + 1, UPPER | OPENER);
    return starts || this.endsParagraph(end) ? end - at : 0;
  }

  /** Where a number ends; of one too long for a note, a place further than any of these ends. */
  private numberEnd(at: number): number {
    let end = at;
    while (isAt(this.text, end, DIGIT) && end <= at + LONGEST_NOTE_NUMBER) end++;
    return end;
  }

  /** Whether the sentence that might end, and not the one before it, has one of these at a place. */
  private has(at: number, bits: number): boolean {
    return at >= this.sentenceStart && isAt(this.text, at, bits);
  }

  /** Whether nothing but blanks comes before the next blank line, or the end of the text. */
  private endsParagraph(from: number): boolean {
    const { text } = this;
    const limit = Math.min(text.length, from + WIDEST_GAP);
    let lines = 0;
    let at = from;
    for (; at < limit && isAt(text, at, BLANK) && lines < 2; at++) {
      const isPair = text.charCodeAt(at) === LINE_FEED && text.charCodeAt(at - 1) === CARRIAGE_RETURN;
      if (isAt(text, at, NEWLINE) && !isPair) lines++;
    }
    return lines === 2 || at === limit;
  }

  private readNext(): void {
    const { text } = this;
    this.endsLine = false;
    let at = this.end;
    const limit = Math.min(text.length, at + WIDEST_GAP);
    while (at < limit && isAt(text, at, BLANK)) {
      if (isAt(text, at, NEWLINE) && !this.endsLine) this.endsLine = !this.isSoftBreak(at);
      at++;
    }
    if (at === limit && at < text.length) this.endsLine = true;
    this.nextAt = at;
    this.readOpeners();
  }

  private readOpeners(): void {
    const { text } = this;
    const limit = Math.min(text.length, this.nextAt + MOST_OPENERS);
    let at = this.nextAt;
    while (at < limit && isAt(text, at, OPENER)) at++;
    this.opens = at > this.nextAt;
    this.dashes = !this.opens && isAt(text, at, DASH) && !isAt(text, at + 1, DIGIT);
    if (this.dashes) while (at < limit && isAt(text, at, DASH | SPACE)) at++;
    this.startAt = at;
  }

  /** "[...]" in the middle of a quotation. */
  get isBracketedOmission(): boolean {
    const opening = this.stopAt > this.sentenceStart && this.text.charCodeAt(this.stopAt - 1) === OPENING_BRACKET;
    return opening && this.omits && this.text.charCodeAt(this.runEnd) === 0x5d;
  }

  /** An apostrophe and letters after the stop: "Jr.'s", "a.m.’s". */
  get carriesEnding(): boolean {
    const unit = this.text.charCodeAt(this.runEnd);
    const apostrophe = unit === STRAIGHT_APOSTROPHE || unit === CURLY_APOSTROPHE;
    return apostrophe && isAt(this.text, this.runEnd + 1, LETTER | JOINED);
  }
}
