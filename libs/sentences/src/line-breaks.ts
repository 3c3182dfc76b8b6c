import { BLANK, CLOSER, DIGIT, LETTER, LOWER, NEWLINE, OPENER, STOP, UPPER, isAt } from './character-classes.js';
import { visibleBefore, wordEnd } from './words.js';
import { measureBlock } from './wrapped-block.js';

const COMMA = 0x2c;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
/** How far back a line is read to see whether it is running text. */
const LINE_SAMPLE = 80;
const FEWEST_BLANKS_OF_PROSE = 2;

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

  /** First visible character after the break. */
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
    return lineLength + 1 + (wordEnd(this.text, next) - next) > this.wrapWidth;
  }

  /** Whether a sentence without a stop goes on after the break: “… cut off⏎in the middle”. */
  isContinued(newlineAt: number, sentenceStart: number): boolean {
    const { next, blankLine } = this.extent(newlineAt);
    if (blankLine || next >= this.text.length) return false;
    const last = visibleBefore(this.text, newlineAt, sentenceStart);
    if (last < 0) return false;
    if (isAt(this.text, last, STOP)) return false;
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

  private extent(newlineAt: number): Break {
    const { text } = this;
    let lines = 0;
    let at = newlineAt;
    for (; isAt(text, at, BLANK); at++) {
      const secondHalf = text.charCodeAt(at) === LINE_FEED && text.charCodeAt(at - 1) === CARRIAGE_RETURN;
      if (isAt(text, at, NEWLINE) && !(secondHalf && at > newlineAt)) lines++;
    }
    return { next: at, blankLine: lines > 1 };
  }
}
