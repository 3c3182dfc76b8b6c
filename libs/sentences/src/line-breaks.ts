import { BLANK, CLOSER, DIGIT, LETTER, LOWER, NEWLINE, OPENER, SPACE, UPPER, isAt } from './character-classes.js';
import { visibleBefore, visibleRun } from './words.js';
import { measureBlock } from './wrapped-block.js';

const COMMA = 0x2c;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
/** How far back a line is read to see whether it is running text. */
const LINE_SAMPLE = 80;
const FEWEST_BLANKS_OF_PROSE = 2;
/** Text does not go on after a gap of more blanks than this. */
export const WIDEST_GAP = 1_000;

/** Where the break that begins at a place ends, and how many lines it ends. */
interface Break {
  readonly next: number;
  readonly blankLine: boolean;
}

/** Tells breaks between lines that belong together from breaks that end a sentence. One for a text, asked from its start to its end. */
export class LineBreaks {
  private blockStart = 0;
  private lineStart = 0;
  private measuredBlock = -1;
  /** Width of wrapped lines, once lines have shown that they are wrapped; 0 before. */
  private wrapWidth = 0;

  constructor(private readonly text: string) {}

  /** Notes that the scanner has passed the break, so that later ones are measured from the right line. */
  pass(newlineAt: number): void {
    const { next, blankLine } = this.extent(newlineAt);
    this.lineStart = next;
    if (blankLine) this.blockStart = next;
  }

  /** First visible character after the break, or the next line break. */
  after(newlineAt: number): number {
    return this.extent(newlineAt).next;
  }

  /** Whether the break only wraps a line: the line before was full, and no blank line follows. */
  isSoft(newlineAt: number): boolean {
    const { next, blankLine } = this.extent(newlineAt);
    if (blankLine || next >= this.text.length) return false;
    this.measure();
    const lineLength = newlineAt - this.lineStart;
    if (this.wrapWidth === 0 || lineLength > this.wrapWidth) return false;
    return lineLength + 1 + visibleRun(this.text, next) > this.wrapWidth;
  }

  /** Whether a sentence that no stop has ended goes on after the break: “… cut off⏎in the middle”. */
  isContinued(newlineAt: number, sentenceStart: number): boolean {
    const { next, blankLine } = this.extent(newlineAt);
    if (blankLine || next >= this.text.length) return false;
    const last = visibleBefore(this.text, newlineAt, sentenceStart);
    if (last < 0) return false;
    return this.isSoft(newlineAt) || this.goesOnInLowerCase(last, next, sentenceStart);
  }

  private goesOnInLowerCase(last: number, next: number, sentenceStart: number): boolean {
    const { text } = this;
    const comma = text.charCodeAt(last) === COMMA;
    if (!isAt(text, next, LOWER) || !(comma || isAt(text, last, LETTER | DIGIT))) return false;
    if (!isAt(text, sentenceStart, UPPER | OPENER | CLOSER | DIGIT)) return false;
    return this.blanksBefore(last, sentenceStart) >= (comma ? 1 : FEWEST_BLANKS_OF_PROSE);
  }

  private blanksBefore(last: number, sentenceStart: number): number {
    const from = Math.max(sentenceStart, last - LINE_SAMPLE);
    let blanks = 0;
    for (let at = from; at < last; at++) if (isAt(this.text, at, BLANK)) blanks++;
    return blanks;
  }

  private measure(): void {
    if (this.measuredBlock === this.blockStart) return;
    this.measuredBlock = this.blockStart;
    this.wrapWidth = Math.max(this.wrapWidth, measureBlock(this.text, this.blockStart));
  }

  /** Reads no further than tells: to the second line break, or over {@link WIDEST_GAP} blanks. */
  private extent(newlineAt: number): Break {
    const { text } = this;
    const limit = Math.min(text.length, newlineAt + WIDEST_GAP);
    let at = afterLineBreak(text, newlineAt);
    while (at < limit && isAt(text, at, SPACE)) at++;
    return { next: at, blankLine: at >= limit || isAt(text, at, NEWLINE) };
  }
}

function afterLineBreak(text: string, at: number): number {
  const pair = text.charCodeAt(at) === CARRIAGE_RETURN && text.charCodeAt(at + 1) === LINE_FEED;
  return at + (pair ? 2 : 1);
}
